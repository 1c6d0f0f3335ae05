using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Isms.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "criteria_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    version_label = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    serial = table.Column<int>(type: "integer", nullable: false),
                    definition = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    based_on = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    resolution_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    locked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_criteria_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    xml = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_departments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    path = table.Column<string>(type: "character varying(740)", maxLength: 740, nullable: false, collation: "C"),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_departments", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_departments_kernel_departments_parent_id",
                        column: x => x.parent_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_ledger",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    actor_office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    use_case = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    entity_type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    entity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entity_version = table.Column<int>(type: "integer", nullable: false),
                    change = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    previous_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_ledger", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "kernel_number_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    pattern = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_number_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_number_sequences",
                columns: table => new
                {
                    scope = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_number_sequences", x => x.scope);
                });

            migrationBuilder.CreateTable(
                name: "kernel_settings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    value = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    employee_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    post = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    joined_on = table.Column<DateOnly>(type: "date", nullable: true),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_people", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_people_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_appointments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    letter_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_appointments", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_appointments_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_kernel_appointments_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C"),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    security_stamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_users", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_users_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_access_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    scope = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_access_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_access_tokens_kernel_users_user_id",
                        column: x => x.user_id,
                        principalTable: "kernel_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    second_factor_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    complete = table.Column<bool>(type: "boolean", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    browser = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_sessions_kernel_users_user_id",
                        column: x => x.user_id,
                        principalTable: "kernel_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claim_value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_user_claims_kernel_users_user_id",
                        column: x => x.user_id,
                        principalTable: "kernel_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "kernel_user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_display_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_kernel_user_logins_kernel_users_user_id",
                        column: x => x.user_id,
                        principalTable: "kernel_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "kernel_user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_kernel_user_tokens_kernel_users_user_id",
                        column: x => x.user_id,
                        principalTable: "kernel_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_criteria_versions_serial",
                table: "criteria_versions",
                column: "serial",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_criteria_versions_state",
                table: "criteria_versions",
                column: "state",
                unique: true,
                filter: "state = 'Approved'");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_access_tokens_token_hash",
                table: "kernel_access_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_access_tokens_user_id",
                table: "kernel_access_tokens",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_appointments_department_id",
                table: "kernel_appointments",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_appointments_office_starts_on",
                table: "kernel_appointments",
                columns: new[] { "office", "starts_on" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_appointments_person_id",
                table: "kernel_appointments",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_departments_code",
                table: "kernel_departments",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_departments_parent_id",
                table: "kernel_departments",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_departments_path",
                table: "kernel_departments",
                column: "path");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_ledger_at_sequence",
                table: "kernel_ledger",
                columns: new[] { "at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_ledger_entity_id_sequence",
                table: "kernel_ledger",
                columns: new[] { "entity_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_number_rules_kind",
                table: "kernel_number_rules",
                column: "kind",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_people_department_id",
                table: "kernel_people",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_people_employee_number",
                table: "kernel_people",
                column: "employee_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_people_name_sort_id",
                table: "kernel_people",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_sessions_token_hash",
                table: "kernel_sessions",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_sessions_user_id",
                table: "kernel_sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_settings_key",
                table: "kernel_settings",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_user_claims_user_id",
                table: "kernel_user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_user_logins_user_id",
                table: "kernel_user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "kernel_users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_users_person_id",
                table: "kernel_users",
                column: "person_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "kernel_users",
                column: "normalized_user_name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "criteria_versions");

            migrationBuilder.DropTable(
                name: "kernel_access_tokens");

            migrationBuilder.DropTable(
                name: "kernel_appointments");

            migrationBuilder.DropTable(
                name: "kernel_data_protection_keys");

            migrationBuilder.DropTable(
                name: "kernel_ledger");

            migrationBuilder.DropTable(
                name: "kernel_number_rules");

            migrationBuilder.DropTable(
                name: "kernel_number_sequences");

            migrationBuilder.DropTable(
                name: "kernel_sessions");

            migrationBuilder.DropTable(
                name: "kernel_settings");

            migrationBuilder.DropTable(
                name: "kernel_user_claims");

            migrationBuilder.DropTable(
                name: "kernel_user_logins");

            migrationBuilder.DropTable(
                name: "kernel_user_tokens");

            migrationBuilder.DropTable(
                name: "kernel_users");

            migrationBuilder.DropTable(
                name: "kernel_people");

            migrationBuilder.DropTable(
                name: "kernel_departments");
        }
    }
}
