using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Isms.Migrations.Sqlite
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version_label = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    serial = table.Column<int>(type: "INTEGER", nullable: false),
                    definition = table.Column<string>(type: "TEXT", nullable: false),
                    based_on = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    resolution_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    approved_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    locked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_criteria_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    friendly_name = table.Column<string>(type: "TEXT", nullable: true),
                    xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_departments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_sort = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    path = table.Column<string>(type: "TEXT", maxLength: 740, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    actor_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    actor_office = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    use_case = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    entity_type = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    entity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entity_version = table.Column<int>(type: "INTEGER", nullable: false),
                    change = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    previous_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_ledger", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "kernel_number_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    pattern = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_number_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_number_sequences",
                columns: table => new
                {
                    scope = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_number_sequences", x => x.scope);
                });

            migrationBuilder.CreateTable(
                name: "kernel_settings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    employee_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_sort = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    post = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    joined_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    left_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    office = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    starts_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    letter_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    must_change_password = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    token_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    token_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    second_factor_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    complete = table.Column<bool>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    browser = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
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
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false)
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
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
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
