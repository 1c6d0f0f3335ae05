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
                name: "applicability_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    major = table.Column<int>(type: "integer", nullable: false),
                    minor = table.Column<int>(type: "integer", nullable: false),
                    version_label = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scope = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    change_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    based_on_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    superseded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applicability_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_applicability_versions_applicability_versions_based_on_id",
                        column: x => x.based_on_id,
                        principalTable: "applicability_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assets_confirmation_cycles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    close_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assets_confirmation_cycles", x => x.id);
                });

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
                    approved_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    locked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_criteria_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_carriers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    reach = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    basis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_carriers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_channels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    up_to = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    encrypt_from = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rule = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "documents_kinds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    name_zh = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    name_en = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    level = table.Column<int>(type: "integer", nullable: false),
                    number_pattern = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    route = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    review_months = table.Column<int>(type: "integer", nullable: false),
                    retention_years = table.Column<int>(type: "integer", nullable: false),
                    classification = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    needs_release_order = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_kinds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_account_lists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    opened = table.Column<int>(type: "integer", nullable: false),
                    mailed = table.Column<int>(type: "integer", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_account_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_approval_routes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    steps = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_approval_routes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_backups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    node = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    file = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_backups", x => x.id);
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
                name: "kernel_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    stored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_files", x => x.id);
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
                name: "kernel_setup_tokens",
                columns: table => new
                {
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_setup_tokens", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "kernel_sign_in_failures",
                columns: table => new
                {
                    name_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    locked_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_sign_in_failures", x => x.name_hash);
                });

            migrationBuilder.CreateTable(
                name: "objectives_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    serial = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectives_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "objectives_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    serial = table.Column<int>(type: "integer", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    change_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    source_title = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    source_link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectives_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organization_certificates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    grade = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    remark = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    retired = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_certificates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organization_matrices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    major = table.Column<int>(type: "integer", nullable: false),
                    minor = table.Column<int>(type: "integer", nullable: false),
                    version_label = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    based_on_id = table.Column<Guid>(type: "uuid", nullable: true),
                    change_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_matrices", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_matrices_organization_matrices_based_on_id",
                        column: x => x.based_on_id,
                        principalTable: "organization_matrices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_profiles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    registration_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    founded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    premises = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false, collation: "C"),
                    business = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false, collation: "C"),
                    introduction = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_profiles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organization_promise_texts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    in_force_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_promise_texts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    minor = table.Column<int>(type: "integer", nullable: false),
                    version_label = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    change_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    approved_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    review_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "records_disposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    method = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    carried_out_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    carried_out_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    carried_out_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_disposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "records_forms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    name_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    @class = table.Column<string>(name: "class", type: "character varying(40)", maxLength: 40, nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    basis_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    basis_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    clauses = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    frequency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    access = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    retention_from = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    retention_years = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    current_id = table.Column<Guid>(type: "uuid", nullable: true),
                    current_number = table.Column<int>(type: "integer", nullable: false),
                    catalogued = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_forms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "records_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    drawn_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "resources_competence_profiles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    post = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    rule = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources_competence_profiles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "risks_recurring_duties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    move_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risks_recurring_duties", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "risks_threats",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    frequency = table.Column<int>(type: "integer", nullable: false),
                    lost = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    categories = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    retired = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risks_threats", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "risks_vulnerabilities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    severity = table.Column<int>(type: "integer", nullable: false),
                    ease = table.Column<int>(type: "integer", nullable: false),
                    lost = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    categories = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    retired = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risks_vulnerabilities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scope_statements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    major = table.Column<int>(type: "integer", nullable: false),
                    minor = table.Column<int>(type: "integer", nullable: false),
                    version_label = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    based_on_id = table.Column<Guid>(type: "uuid", nullable: true),
                    change_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    business = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    organization = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    location = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    assets = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    technology = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    scope_text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    boundary_text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    review_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scope_statements", x => x.id);
                    table.ForeignKey(
                        name: "fk_scope_statements_scope_statements_based_on_id",
                        column: x => x.based_on_id,
                        principalTable: "scope_statements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "secrecy_schemes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    serial = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    definition = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    in_force_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secrecy_schemes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "risks_assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    scope = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    team_text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    period_start = table.Column<DateOnly>(type: "date", nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    criteria_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    based_on_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_serial = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risks_assessments", x => x.id);
                    table.ForeignKey(
                        name: "fk_risks_assessments_criteria_versions_criteria_id",
                        column: x => x.criteria_id,
                        principalTable: "criteria_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_risks_assessments_risks_assessments_based_on_id",
                        column: x => x.based_on_id,
                        principalTable: "risks_assessments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "applicability_implementations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    evidence_link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    reported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applicability_implementations", x => x.id);
                    table.ForeignKey(
                        name: "fk_applicability_implementations_kernel_departments_department",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assets_important_lists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    criteria_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    taken_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    taken_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    rows_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    prepared_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    prepared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reviewed_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    reviewed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    approved_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assets_important_lists", x => x.id);
                    table.ForeignKey(
                        name: "fk_assets_important_lists_criteria_version_criteria_id",
                        column: x => x.criteria_id,
                        principalTable: "criteria_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assets_important_lists_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_licences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    edition = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    licences = table.Column<int>(type: "integer", nullable: true),
                    installations = table.Column<int>(type: "integer", nullable: false),
                    proof = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    supplier = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_licences", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_licences_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_rights",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    certificate = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    obtained_on = table.Column<DateOnly>(type: "date", nullable: true),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_rights", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_rights_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    pattern = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    kind_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    aliases = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    as_printed = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    clauses = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    classification = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    next_review_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_documents_documents_documents_parent_id",
                        column: x => x.parent_id,
                        principalTable: "documents_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_documents_documents_kinds_kind_id",
                        column: x => x.kind_id,
                        principalTable: "documents_kinds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_documents_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "organization_department_duties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    general = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    security = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_department_duties", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_department_duties_kernel_departments_departmen",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    duties = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    duties_version = table.Column<int>(type: "integer", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_posts_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_file_texts",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_file_texts", x => x.file_id);
                    table.ForeignKey(
                        name: "fk_kernel_file_texts_kernel_files_file_id",
                        column: x => x.file_id,
                        principalTable: "kernel_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objectives_dues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period_start = table.Column<DateOnly>(type: "date", nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    entered_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectives_dues", x => x.id);
                    table.ForeignKey(
                        name: "fk_objectives_dues_objectives_lines_line_id",
                        column: x => x.line_id,
                        principalTable: "objectives_lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_matrix_columns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    matrix_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    same_as_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_matrix_columns", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_matrix_columns_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_matrix_columns_organization_matrices_matrix_id",
                        column: x => x.matrix_id,
                        principalTable: "organization_matrices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_matrix_columns_organization_matrix_columns_sam",
                        column: x => x.same_as_id,
                        principalTable: "organization_matrix_columns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_matrix_confirmations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    matrix_id = table.Column<Guid>(type: "uuid", nullable: false),
                    finding = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    mark = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_matrix_confirmations", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_matrix_confirmations_organization_matrices_mat",
                        column: x => x.matrix_id,
                        principalTable: "organization_matrices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_matrix_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    choices = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    matrix_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_matrix_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_matrix_imports_organization_matrices_matrix_id",
                        column: x => x.matrix_id,
                        principalTable: "organization_matrices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "policy_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    policy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    topic = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_policy_lines_policy_versions_policy_id",
                        column: x => x.policy_id,
                        principalTable: "policy_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "policy_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    policy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    suitability = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    adequacy = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    strategy_and_risk = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    revision_needed = table.Column<bool>(type: "boolean", nullable: false),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_reviews", x => x.id);
                    table.ForeignKey(
                        name: "fk_policy_reviews_policy_versions_policy_id",
                        column: x => x.policy_id,
                        principalTable: "policy_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "records_form_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    definition = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_form_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_records_form_versions_records_forms_form_id",
                        column: x => x.form_id,
                        principalTable: "records_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resources_competence_requirements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    profile_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    words = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    months = table.Column<int>(type: "integer", nullable: false),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources_competence_requirements", x => x.id);
                    table.ForeignKey(
                        name: "fk_resources_competence_requirements_resources_competence_prof",
                        column: x => x.profile_id,
                        principalTable: "resources_competence_profiles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scope_drawings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    media_type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "date", nullable: false),
                    uploaded_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scope_drawings", x => x.id);
                    table.ForeignKey(
                        name: "fk_scope_drawings_scope_statements_statement_id",
                        column: x => x.statement_id,
                        principalTable: "scope_statements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scope_issues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    external = table.Column<bool>(type: "boolean", nullable: false),
                    topic = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    effect = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    climate = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scope_issues", x => x.id);
                    table.ForeignKey(
                        name: "fk_scope_issues_scope_statements_statement_id",
                        column: x => x.statement_id,
                        principalTable: "scope_statements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scope_parties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    requirement = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    response = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scope_parties", x => x.id);
                    table.ForeignKey(
                        name: "fk_scope_parties_scope_statements_statement_id",
                        column: x => x.statement_id,
                        principalTable: "scope_statements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "secrecy_readers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    scheme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @class = table.Column<string>(name: "class", type: "character varying(40)", maxLength: 40, nullable: false),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    in_own_department = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secrecy_readers", x => x.id);
                    table.ForeignKey(
                        name: "fk_secrecy_readers_secrecy_schemes_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "secrecy_schemes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "treatment_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supplements_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    source_link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_serial = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_treatment_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_treatment_plans_risks_assessments_assessment_id",
                        column: x => x.assessment_id,
                        principalTable: "risks_assessments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_plans_treatment_plans_supplements_id",
                        column: x => x.supplements_id,
                        principalTable: "treatment_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "applicability_decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    soa_id = table.Column<Guid>(type: "uuid", nullable: false),
                    implementation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    position = table.Column<int>(type: "integer", nullable: false),
                    domain_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    additional = table.Column<bool>(type: "boolean", nullable: false),
                    title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    about = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    standing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    for_risk = table.Column<bool>(type: "boolean", nullable: false),
                    for_law = table.Column<bool>(type: "boolean", nullable: false),
                    for_contract = table.Column<bool>(type: "boolean", nullable: false),
                    for_business = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    documents = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    challenge_answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    proposal = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    proposed_from = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    to_confirm = table.Column<bool>(type: "boolean", nullable: false),
                    signed_status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    signed_department = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    signed_risks = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    signed_items = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applicability_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_applicability_decisions_applicability_versions_soa_id",
                        column: x => x.soa_id,
                        principalTable: "applicability_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_applicability_decisions_control_implementation_implementati",
                        column: x => x.implementation_id,
                        principalTable: "applicability_implementations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_countersigners",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_countersigners", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_countersigners_documents_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_countersigners_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assets_assets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    category_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    custodian_id = table.Column<Guid>(type: "uuid", nullable: true),
                    custodian_text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    location = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    quantity = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    classification = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    remark = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    replacement_cost = table.Column<int>(type: "integer", nullable: false),
                    confidentiality = table.Column<int>(type: "integer", nullable: false),
                    integrity = table.Column<int>(type: "integer", nullable: false),
                    availability = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<int>(type: "integer", nullable: false),
                    importance_level = table.Column<int>(type: "integer", nullable: false),
                    important = table.Column<bool>(type: "boolean", nullable: false),
                    important_override = table.Column<bool>(type: "boolean", nullable: true),
                    override_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    is_important = table.Column<bool>(type: "boolean", nullable: false),
                    criteria_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    retire_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assets_assets", x => x.id);
                    table.ForeignKey(
                        name: "fk_assets_assets_criteria_version_criteria_id",
                        column: x => x.criteria_id,
                        principalTable: "criteria_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assets_assets_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assets_assets_kernel_people_custodian_id",
                        column: x => x.custodian_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assets_assets_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assets_confirmations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    confirmed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    assets = table.Column<int>(type: "integer", nullable: false),
                    important = table.Column<int>(type: "integer", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assets_confirmations", x => x.id);
                    table.ForeignKey(
                        name: "fk_assets_confirmations_assets_confirmation_cycles_cycle_id",
                        column: x => x.cycle_id,
                        principalTable: "assets_confirmation_cycles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assets_confirmations_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assets_confirmations_kernel_people_confirmed_by_id",
                        column: x => x.confirmed_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assets_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    settings = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    preview = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    added = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    report_hash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assets_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_assets_imports_kernel_people_started_by_id",
                        column: x => x.started_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_announcements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    body = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false, collation: "C"),
                    theme = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    to_all = table.Column<bool>(type: "boolean", nullable: false),
                    read_by = table.Column<DateOnly>(type: "date", nullable: false),
                    drafted_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    in_name_of = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    published_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    mandate = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    addressed = table.Column<int>(type: "integer", nullable: false),
                    withdrawn_for = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_announcements", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_announcements_kernel_people_drafted_by_id",
                        column: x => x.drafted_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_announcements_kernel_people_published_by_id",
                        column: x => x.published_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reach = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    topic = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    requirement = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    basis = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    how_met = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    next_verify_on = table.Column<DateOnly>(type: "date", nullable: false),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_contacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_contacts_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    place = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    chair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    minutes_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    quorum = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_meetings", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_meetings_kernel_people_chair_id",
                        column: x => x.chair_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_meetings_kernel_people_minutes_by_id",
                        column: x => x.minutes_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_plan",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    what = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    audience = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    channel = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    process = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    occasion = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    months = table.Column<int>(type: "integer", nullable: false),
                    next_on = table.Column<DateOnly>(type: "date", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_plan", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_plan_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    facts = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    summary = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    needs = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    written_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_reports_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_reports_kernel_people_written_by_id",
                        column: x => x.written_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sources = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_checks", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_checks_kernel_people_by_id",
                        column: x => x.by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_duties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    contract = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    party = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    party_link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    clause = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    duty = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: true),
                    entered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_duties", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_duties_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_duties_kernel_people_responsible_id",
                        column: x => x.responsible_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_evaluations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    approved_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_evaluations", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_evaluations_kernel_people_by_id",
                        column: x => x.by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_licence_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    extent = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    approved_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_licence_checks", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_licence_checks_kernel_people_by_id",
                        column: x => x.by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "conformity_packs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    clauses = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    to_on = table.Column<DateOnly>(type: "date", nullable: false),
                    prepared_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    prepared_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    prepared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    items = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    problem = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conformity_packs", x => x.id);
                    table.ForeignKey(
                        name: "fk_conformity_packs_kernel_files_file_id",
                        column: x => x.file_id,
                        principalTable: "kernel_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_conformity_packs_kernel_people_prepared_by_id",
                        column: x => x.prepared_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_secrets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    @class = table.Column<string>(name: "class", type: "character varying(40)", maxLength: 40, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    location = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    protected_on = table.Column<DateOnly>(type: "date", nullable: true),
                    released_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_secrets", x => x.id);
                    table.ForeignKey(
                        name: "fk_disclosure_secrets_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_secrets_kernel_people_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_secrets_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_accepted_references",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    found = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    accepted_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_accepted_references", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_accepted_references_documents_documents_document_",
                        column: x => x.document_id,
                        principalTable: "documents_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_accepted_references_kernel_people_accepted_by_id",
                        column: x => x.accepted_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_external",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    receipt_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    standard_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: true),
                    title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    received_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    successor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    distribution = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    reviewer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_external", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_external_documents_external_successor_id",
                        column: x => x.successor_id,
                        principalTable: "documents_external",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_external_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_external_kernel_people_reviewer_id",
                        column: x => x.reviewer_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_recipients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    copies = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_recipients", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_recipients_documents_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_recipients_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_recipients_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    label = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    body_zh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    body_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    change_summary = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    material = table.Column<bool>(type: "boolean", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    keep_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    frozen_fields = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_versions_documents_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_versions_kernel_files_file_id",
                        column: x => x.file_id,
                        principalTable: "kernel_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_versions_kernel_people_author_id",
                        column: x => x.author_id,
                        principalTable: "kernel_people",
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
                    letter_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
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
                name: "kernel_approvals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    submitted_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submitted_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    end_comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    reminded_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_approvals", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_approvals_kernel_people_submitted_by_id",
                        column: x => x.submitted_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    uploaded_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    uploaded_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_attachments_kernel_files_file_id",
                        column: x => x.file_id,
                        principalTable: "kernel_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_kernel_attachments_kernel_people_uploaded_by_id",
                        column: x => x.uploaded_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    result = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    refusal = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    node = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_jobs", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_jobs_kernel_people_started_by_id",
                        column: x => x.started_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_kept_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished = table.Column<bool>(type: "boolean", nullable: false),
                    answer = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_kept_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_kept_answers_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_placeholder_waivers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    found = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    waived_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    waived_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    waived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_placeholder_waivers", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_placeholder_waivers_kernel_people_waived_by_id",
                        column: x => x.waived_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_saved_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    register = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    question = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shared = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_saved_views", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_saved_views_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_shown_columns",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    register = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    columns = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_shown_columns", x => new { x.person_id, x.register });
                    table.ForeignKey(
                        name: "fk_kernel_shown_columns_kernel_people_person_id",
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
                    disabled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
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
                name: "kernel_work",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    title_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    title_args = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    done_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    reminded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    escalated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_work", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_work_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_kernel_work_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objectives_measures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    principle_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    principle = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    metric = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    formula = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    data_source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    frequency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    target = table.Column<long>(type: "bigint", nullable: false),
                    collector_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evaluator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    controls = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    actions = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    means = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    judging = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectives_measures", x => x.id);
                    table.ForeignKey(
                        name: "fk_objectives_measures_kernel_people_collector_id",
                        column: x => x.collector_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_measures_kernel_people_evaluator_id",
                        column: x => x.evaluator_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_measures_kernel_people_responsible_id",
                        column: x => x.responsible_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_measures_objectives_lines_line_id",
                        column: x => x.line_id,
                        principalTable: "objectives_lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_measures_objectives_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "objectives_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opportunities_matters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    bearing = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_words = table.Column<string>(type: "character varying(1300)", maxLength: 1300, nullable: false, collation: "C"),
                    source_link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    response = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    action = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    integration = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    measure = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    judge_id = table.Column<Guid>(type: "uuid", nullable: true),
                    check_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    replan_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    checked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    finding = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    follows_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opportunities_matters", x => x.id);
                    table.ForeignKey(
                        name: "fk_opportunities_matters_kernel_people_checked_by_id",
                        column: x => x.checked_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_opportunities_matters_kernel_people_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_opportunities_matters_kernel_people_judge_id",
                        column: x => x.judge_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_opportunities_matters_kernel_people_responsible_id",
                        column: x => x.responsible_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_opportunities_matters_opportunities_matters_follows_id",
                        column: x => x.follows_id,
                        principalTable: "opportunities_matters",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_leaving_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    cancelled = table.Column<bool>(type: "boolean", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    done_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_leaving_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_leaving_tasks_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_letters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    preamble = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    authorizes_operation = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_letters", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_letters_kernel_people_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_onboardings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    completed_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_onboardings", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_onboardings_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_past_placements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    post = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_past_placements", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_past_placements_kernel_departments_department_",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_past_placements_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_people_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    settings = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    preview = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    added = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    report_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_people_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_people_imports_kernel_people_started_by_id",
                        column: x => x.started_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_signed_promises",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    text_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    text_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    paper = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_signed_promises", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_signed_promises_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_signed_promises_organization_promise_texts_tex",
                        column: x => x.text_id,
                        principalTable: "organization_promise_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resources_competence_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    obtained_on = table.Column<DateOnly>(type: "date", nullable: false),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    entered_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources_competence_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_resources_competence_records_kernel_people_entered_by_id",
                        column: x => x.entered_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_competence_records_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resources_facilities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    name_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    location = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    protection = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources_facilities", x => x.id);
                    table.ForeignKey(
                        name: "fk_resources_facilities_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_facilities_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risks_assessment_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risks_assessment_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_risks_assessment_members_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_risks_assessment_members_risks_assessments_assessment_id",
                        column: x => x.assessment_id,
                        principalTable: "risks_assessments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risks_reassessment_prompts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reason_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    reason_args = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    raised_on = table.Column<DateOnly>(type: "date", nullable: false),
                    raised_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    dismiss_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risks_reassessment_prompts", x => x.id);
                    table.ForeignKey(
                        name: "fk_risks_reassessment_prompts_assessment_assessment_id",
                        column: x => x.assessment_id,
                        principalTable: "risks_assessments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_risks_reassessment_prompts_kernel_people_raised_by_id",
                        column: x => x.raised_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "secrecy_holders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    named_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    named_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secrecy_holders", x => x.id);
                    table.ForeignKey(
                        name: "fk_secrecy_holders_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_secrecy_holders_kernel_people_named_by_id",
                        column: x => x.named_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_secrecy_holders_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "secrecy_lowerings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    to = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secrecy_lowerings", x => x.id);
                    table.ForeignKey(
                        name: "fk_secrecy_lowerings_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_secrecy_lowerings_kernel_people_asked_by_id",
                        column: x => x.asked_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "secrecy_openings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @class = table.Column<string>(name: "class", type: "character varying(40)", maxLength: 40, nullable: false),
                    way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secrecy_openings", x => x.id);
                    table.ForeignKey(
                        name: "fk_secrecy_openings_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_secrecy_openings_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "treatment_self_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    checked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_treatment_self_checks", x => x.id);
                    table.ForeignKey(
                        name: "fk_treatment_self_checks_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_self_checks_kernel_people_checked_by_id",
                        column: x => x.checked_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_duty_confirmations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duties_version = table.Column<int>(type: "integer", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_duty_confirmations", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_duty_confirmations_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_duty_confirmations_organization_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "organization_posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_matrix_rows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    matrix_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    place = table.Column<int>(type: "integer", nullable: false),
                    marks = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    coordinator_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_matrix_rows", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_matrix_rows_organization_matrices_matrix_id",
                        column: x => x.matrix_id,
                        principalTable: "organization_matrices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_matrix_rows_organization_matrix_columns_coordi",
                        column: x => x.coordinator_id,
                        principalTable: "organization_matrix_columns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "records_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    filled_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    filled_on = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    access = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    classification = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    files_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    medium = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    retention_from = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    retention_years = table.Column<int>(type: "integer", nullable: false),
                    retention_started_on = table.Column<DateOnly>(type: "date", nullable: true),
                    retain_until = table.Column<DateOnly>(type: "date", nullable: true),
                    hold_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    archived_on = table.Column<DateOnly>(type: "date", nullable: true),
                    disposal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    void_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    completes = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_records_records_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_records_records_kernel_people_filled_by_id",
                        column: x => x.filled_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_records_records_records_disposals_disposal_id",
                        column: x => x.disposal_id,
                        principalTable: "records_disposals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_records_records_records_form_versions_form_version_id",
                        column: x => x.form_version_id,
                        principalTable: "records_form_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_records_records_records_forms_form_id",
                        column: x => x.form_id,
                        principalTable: "records_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_records_records_records_records_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "records_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resources_competence_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requirement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources_competence_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_resources_competence_plans_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_competence_plans_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_competence_plans_resources_competence_requirement",
                        column: x => x.requirement_id,
                        principalTable: "resources_competence_requirements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scope_areas",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    drawing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    points = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scope_areas", x => x.id);
                    table.ForeignKey(
                        name: "fk_scope_areas_scope_drawings_drawing_id",
                        column: x => x.drawing_id,
                        principalTable: "scope_drawings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "treatment_residual_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_forecast = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_treatment_residual_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_treatment_residual_reports_risks_assessments_assessment_id",
                        column: x => x.assessment_id,
                        principalTable: "risks_assessments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_residual_reports_treatment_plan_plan_id",
                        column: x => x.plan_id,
                        principalTable: "treatment_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assets_important_list_rows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    asset_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    category_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    department = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    custodian = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    location = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    classification = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    replacement_cost = table.Column<int>(type: "integer", nullable: false),
                    confidentiality = table.Column<int>(type: "integer", nullable: false),
                    integrity = table.Column<int>(type: "integer", nullable: false),
                    availability = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<int>(type: "integer", nullable: false),
                    importance_level = table.Column<int>(type: "integer", nullable: false),
                    override_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    remark = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assets_important_list_rows", x => x.id);
                    table.ForeignKey(
                        name: "fk_assets_important_list_rows_assets_assets_asset_id",
                        column: x => x.asset_id,
                        principalTable: "assets_assets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assets_important_list_rows_assets_important_lists_list_id",
                        column: x => x.list_id,
                        principalTable: "assets_important_lists",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assets_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    asset_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asset_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    asset_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    classification = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assets_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_assets_requests_assets_assets_asset_id",
                        column: x => x.asset_id,
                        principalTable: "assets_assets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assets_requests_kernel_people_requested_by_id",
                        column: x => x.requested_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resources_repairs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reported_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    tried = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    asset_id = table.Column<Guid>(type: "uuid", nullable: true),
                    urgency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    respond_by = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handler_id = table.Column<Guid>(type: "uuid", nullable: true),
                    solve_by = table.Column<DateOnly>(type: "date", nullable: true),
                    solved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    solution = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    end_note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources_repairs", x => x.id);
                    table.ForeignKey(
                        name: "fk_resources_repairs_assets_assets_asset_id",
                        column: x => x.asset_id,
                        principalTable: "assets_assets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_repairs_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_repairs_kernel_people_handler_id",
                        column: x => x.handler_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_repairs_kernel_people_reported_by_id",
                        column: x => x.reported_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risks_risks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    serial = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    asset_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    threat_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    threat_title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    threat_title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    vulnerability_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    vulnerability_title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    vulnerability_title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    asset_value = table.Column<int>(type: "integer", nullable: false),
                    frequency = table.Column<int>(type: "integer", nullable: true),
                    severity = table.Column<int>(type: "integer", nullable: true),
                    ease = table.Column<int>(type: "integer", nullable: true),
                    existing_controls = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    control_keys = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    control_effectiveness = table.Column<int>(type: "integer", nullable: true),
                    loses_confidentiality = table.Column<bool>(type: "boolean", nullable: false),
                    loses_integrity = table.Column<bool>(type: "boolean", nullable: false),
                    loses_availability = table.Column<bool>(type: "boolean", nullable: false),
                    likelihood = table.Column<double>(type: "double precision", nullable: false),
                    likelihood_level = table.Column<int>(type: "integer", nullable: false),
                    impact = table.Column<double>(type: "double precision", nullable: false),
                    impact_level = table.Column<int>(type: "integer", nullable: false),
                    risk_value = table.Column<double>(type: "double precision", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    acceptable = table.Column<bool>(type: "boolean", nullable: false),
                    complete = table.Column<bool>(type: "boolean", nullable: false),
                    to_confirm = table.Column<bool>(type: "boolean", nullable: false),
                    decision = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decision_by_hand = table.Column<bool>(type: "boolean", nullable: false),
                    decision_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    decided_level = table.Column<int>(type: "integer", nullable: false),
                    next_review_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risks_risks", x => x.id);
                    table.ForeignKey(
                        name: "fk_risks_risks_assets_assets_asset_id",
                        column: x => x.asset_id,
                        principalTable: "assets_assets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_risks_risks_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_risks_risks_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_risks_risks_risks_assessments_assessment_id",
                        column: x => x.assessment_id,
                        principalTable: "risks_assessments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_announcement_receipts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    announcement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paper = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_announcement_receipts", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_announcement_receipts_communication_announcem",
                        column: x => x.announcement_id,
                        principalTable: "communication_announcements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_announcement_receipts_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_announcement_targets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    announcement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_announcement_targets", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_announcement_targets_communication_announceme",
                        column: x => x.announcement_id,
                        principalTable: "communication_announcements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_announcement_targets_kernel_departments_depar",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_contact_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    entered_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_contact_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_contact_events_communication_contacts_contact",
                        column: x => x.contact_id,
                        principalTable: "communication_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_contact_events_kernel_people_entered_by_id",
                        column: x => x.entered_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_transfers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    @class = table.Column<string>(name: "class", type: "character varying(40)", maxLength: 40, nullable: false),
                    channel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sender_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    receiver = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    agreement = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    encryption = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    purpose = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    received_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_transfers", x => x.id);
                    table.ForeignKey(
                        name: "fk_disclosure_transfers_communication_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "communication_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_transfers_disclosure_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "disclosure_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_transfers_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_transfers_kernel_departments_to_department_id",
                        column: x => x.to_department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_transfers_kernel_people_sender_id",
                        column: x => x.sender_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_agenda",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    facts = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    conclusion = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_agenda", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_agenda_communication_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "communication_meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_attendance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    present = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_attendance", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_attendance_communication_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "communication_meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_attendance_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_attendance_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_resolutions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    position = table.Column<int>(type: "integer", nullable: false),
                    topic = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opens = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    opened_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    opened_link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_resolutions", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_resolutions_communication_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "communication_meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_resolutions_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "communication_plan_done",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    entered_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communication_plan_done", x => x.id);
                    table.ForeignKey(
                        name: "fk_communication_plan_done_communication_plan_line_id",
                        column: x => x.line_id,
                        principalTable: "communication_plan",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_communication_plan_done_kernel_people_entered_by_id",
                        column: x => x.entered_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_contract_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    duty_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    finding = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_contract_checks", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_contract_checks_compliance_duties_duty_id",
                        column: x => x.duty_id,
                        principalTable: "compliance_duties",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_contract_checks_kernel_people_by_id",
                        column: x => x.by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_licence_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    check_id = table.Column<Guid>(type: "uuid", nullable: false),
                    licence_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place = table.Column<int>(type: "integer", nullable: false),
                    software = table.Column<string>(type: "character varying(301)", maxLength: 301, nullable: false, collation: "C"),
                    licences = table.Column<int>(type: "integer", nullable: true),
                    expired = table.Column<bool>(type: "boolean", nullable: false),
                    installations = table.Column<int>(type: "integer", nullable: true),
                    measure = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_licence_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_licence_lines_compliance_licence_checks_check_id",
                        column: x => x.check_id,
                        principalTable: "compliance_licence_checks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_licence_lines_compliance_licences_licence_id",
                        column: x => x.licence_id,
                        principalTable: "compliance_licences",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_licence_lines_kernel_people_responsible_id",
                        column: x => x.responsible_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_holders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    secret_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    agreement = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    handed_back_on = table.Column<DateOnly>(type: "date", nullable: true),
                    hand_back_note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_holders", x => x.id);
                    table.ForeignKey(
                        name: "fk_disclosure_holders_disclosure_secrets_secret_id",
                        column: x => x.secret_id,
                        principalTable: "disclosure_secrets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_holders_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    secret_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    copies = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    returned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_disclosure_requests_disclosure_secrets_secret_id",
                        column: x => x.secret_id,
                        principalTable: "disclosure_secrets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_requests_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    secret_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    new_expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    new_class = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_reviews", x => x.id);
                    table.ForeignKey(
                        name: "fk_disclosure_reviews_disclosure_secrets_secret_id",
                        column: x => x.secret_id,
                        principalTable: "disclosure_secrets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_reviews_kernel_people_by_id",
                        column: x => x.by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_laws",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_sort = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reference = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    standing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    judged_on = table.Column<DateOnly>(type: "date", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    external_id = table.Column<Guid>(type: "uuid", nullable: true),
                    starter_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    evaluated_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_laws", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_laws_external_document_external_id",
                        column: x => x.external_id,
                        principalTable: "documents_external",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_laws_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_laws_kernel_people_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_bases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_bases", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_bases_documents_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_bases_documents_external_external_id",
                        column: x => x.external_id,
                        principalTable: "documents_external",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_change_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    proposal = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    source_title = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    source_link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    answered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    carried_out_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_change_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_change_requests_documents_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_change_requests_documents_versions_carried_out_by",
                        column: x => x.carried_out_by_id,
                        principalTable: "documents_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_change_requests_kernel_people_requested_by_id",
                        column: x => x.requested_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_confirmations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    dropped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reminded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sections = table.Column<int>(type: "integer", nullable: false),
                    sections_shown = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_confirmations", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_confirmations_documents_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "documents_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_confirmations_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_confirmations_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_copies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    serial = table.Column<int>(type: "integer", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    issued_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    recalled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    recalled_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_copies", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_copies_documents_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "documents_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_copies_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_copies_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_copies_kernel_people_recalled_by_id",
                        column: x => x.recalled_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_copies_kernel_people_received_by_id",
                        column: x => x.received_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_disposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    keep_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    witness_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_disposals", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_disposals_documents_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "documents_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_disposals_kernel_people_requested_by_id",
                        column: x => x.requested_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_disposals_kernel_people_witness_id",
                        column: x => x.witness_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_release_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_release_orders", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_release_orders_documents_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "documents_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_renditions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false, collation: "C"),
                    file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    tried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_renditions", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_renditions_documents_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "documents_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_renditions_kernel_files_file_id",
                        column: x => x.file_id,
                        principalTable: "kernel_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "documents_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    participants = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    findings = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    conclusion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents_reviews", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_reviews_documents_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "documents_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_reviews_kernel_people_recorded_by_id",
                        column: x => x.recorded_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_approval_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    meaning = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    in_place_of = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    delegated_by = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: true, collation: "C"),
                    added_by = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_approval_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_approval_steps_kernel_approvals_approval_id",
                        column: x => x.approval_id,
                        principalTable: "kernel_approvals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_kernel_approval_steps_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_kernel_approval_steps_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_signatures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_id = table.Column<Guid>(type: "uuid", nullable: true),
                    meaning = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_signatures", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_signatures_kernel_approvals_approval_id",
                        column: x => x.approval_id,
                        principalTable: "kernel_approvals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_kernel_signatures_kernel_people_person_id",
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
                name: "kernel_account_slips",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    password = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_account_slips", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_account_slips_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "kernel_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_kernel_account_slips_kernel_account_lists_list_id",
                        column: x => x.list_id,
                        principalTable: "kernel_account_lists",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_past_passwords",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    set_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_past_passwords", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_past_passwords_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "kernel_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_second_factors",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    secret = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: false),
                    recovery_hashes = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_second_factors", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_kernel_second_factors_asp_net_users_user_id",
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
                    outside = table.Column<bool>(type: "boolean", nullable: false),
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

            migrationBuilder.CreateTable(
                name: "kernel_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    work_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occasion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    addressed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_notices_work_item_work_id",
                        column: x => x.work_id,
                        principalTable: "kernel_work",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objectives_results",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    period_start = table.Column<DateOnly>(type: "date", nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false),
                    target = table.Column<long>(type: "bigint", nullable: false),
                    met = table.Column<bool>(type: "boolean", nullable: false),
                    basis = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    entered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectives_results", x => x.id);
                    table.ForeignKey(
                        name: "fk_objectives_results_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_results_kernel_people_entered_by_id",
                        column: x => x.entered_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_results_objectives_lines_line_id",
                        column: x => x.line_id,
                        principalTable: "objectives_lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_results_objectives_measures_measure_id",
                        column: x => x.measure_id,
                        principalTable: "objectives_measures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_results_objectives_results_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "objectives_results",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objectives_shares",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    target = table.Column<long>(type: "bigint", nullable: false),
                    task = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectives_shares", x => x.id);
                    table.ForeignKey(
                        name: "fk_objectives_shares_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_shares_objectives_measures_measure_id",
                        column: x => x.measure_id,
                        principalTable: "objectives_measures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_letter_ends",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    letter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_letter_ends", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_letter_ends_kernel_appointments_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "kernel_appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_letter_ends_organization_letters_letter_id",
                        column: x => x.letter_id,
                        principalTable: "organization_letters",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_letter_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    letter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    handover = table.Column<bool>(type: "boolean", nullable: false),
                    duties = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_letter_grants", x => x.id);
                    table.ForeignKey(
                        name: "fk_organization_letter_grants_kernel_appointments_appointment_",
                        column: x => x.appointment_id,
                        principalTable: "kernel_appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_letter_grants_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_letter_grants_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_letter_grants_organization_letters_letter_id",
                        column: x => x.letter_id,
                        principalTable: "organization_letters",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resources_competence_evaluations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requirement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    met = table.Column<bool>(type: "boolean", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    evaluated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    evaluated_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    good_until = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources_competence_evaluations", x => x.id);
                    table.ForeignKey(
                        name: "fk_resources_competence_evaluations_kernel_people_evaluated_by",
                        column: x => x.evaluated_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_competence_evaluations_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_competence_evaluations_resources_competence_recor",
                        column: x => x.record_id,
                        principalTable: "resources_competence_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_competence_evaluations_resources_competence_requi",
                        column: x => x.requirement_id,
                        principalTable: "resources_competence_requirements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risks_threat_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    exposed = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    noticed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    threat_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    prompt_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entered_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risks_threat_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_risks_threat_changes_kernel_people_entered_by_id",
                        column: x => x.entered_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_risks_threat_changes_risks_reassessment_prompts_prompt_id",
                        column: x => x.prompt_id,
                        principalTable: "risks_reassessment_prompts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "records_contents",
                columns: table => new
                {
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    summary = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_contents", x => x.record_id);
                    table.ForeignKey(
                        name: "fk_records_contents_records_records_record_id",
                        column: x => x.record_id,
                        principalTable: "records_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "records_disposal_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    disposal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    form_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    retain_until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_disposal_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_records_disposal_items_form_record_record_id",
                        column: x => x.record_id,
                        principalTable: "records_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_records_disposal_items_records_disposals_disposal_id",
                        column: x => x.disposal_id,
                        principalTable: "records_disposals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "records_marks",
                columns: table => new
                {
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    value = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    day = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_marks", x => new { x.record_id, x.rule });
                    table.ForeignKey(
                        name: "fk_records_marks_records_forms_form_id",
                        column: x => x.form_id,
                        principalTable: "records_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_records_marks_records_records_record_id",
                        column: x => x.record_id,
                        principalTable: "records_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "records_operations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    phase = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    clause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    title_zh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    issued = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_operations", x => x.id);
                    table.ForeignKey(
                        name: "fk_records_operations_form_record_record_id",
                        column: x => x.record_id,
                        principalTable: "records_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_records_operations_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_records_operations_record_form_form_id",
                        column: x => x.form_id,
                        principalTable: "records_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_records_operations_records_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "records_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "records_tags",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tag = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_tags", x => x.id);
                    table.ForeignKey(
                        name: "fk_records_tags_records_records_record_id",
                        column: x => x.record_id,
                        principalTable: "records_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "records_watches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    form_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    remind_on = table.Column<DateOnly>(type: "date", nullable: false),
                    missing = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records_watches", x => x.id);
                    table.ForeignKey(
                        name: "fk_records_watches_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_records_watches_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_records_watches_records_forms_form_id",
                        column: x => x.form_id,
                        principalTable: "records_forms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_records_watches_records_records_record_id",
                        column: x => x.record_id,
                        principalTable: "records_records",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "scope_network_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scope_network_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_scope_network_changes_records_records_record_id",
                        column: x => x.record_id,
                        principalTable: "records_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risks_acceptances",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    risk_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    next_review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    risk_value = table.Column<double>(type: "double precision", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risks_acceptances", x => x.id);
                    table.ForeignKey(
                        name: "fk_risks_acceptances_kernel_people_requested_by_id",
                        column: x => x.requested_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_risks_acceptances_risks_risks_risk_id",
                        column: x => x.risk_id,
                        principalTable: "risks_risks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "treatment_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    risk_id = table.Column<Guid>(type: "uuid", nullable: false),
                    serial = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    option = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: true),
                    method = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cost = table.Column<long>(type: "bigint", nullable: true),
                    benefit = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    priority_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    accept_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    next_review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    activity = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    activity_ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    receiver = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    contract = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    implemented_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    close_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    risk_words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_treatment_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_treatment_items_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_items_kernel_people_responsible_id",
                        column: x => x.responsible_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_items_risks_risks_risk_id",
                        column: x => x.risk_id,
                        principalTable: "risks_risks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_items_treatment_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "treatment_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "treatment_residual_risks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    risk_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asset_value = table.Column<int>(type: "integer", nullable: false),
                    frequency = table.Column<int>(type: "integer", nullable: true),
                    severity = table.Column<int>(type: "integer", nullable: true),
                    ease = table.Column<int>(type: "integer", nullable: true),
                    control_effectiveness = table.Column<int>(type: "integer", nullable: true),
                    likelihood = table.Column<double>(type: "double precision", nullable: false),
                    likelihood_level = table.Column<int>(type: "integer", nullable: false),
                    impact = table.Column<double>(type: "double precision", nullable: false),
                    impact_level = table.Column<int>(type: "integer", nullable: false),
                    risk_value = table.Column<double>(type: "double precision", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    acceptable = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    next_review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    owner_accepted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    owner_accept_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    approver_accepted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    approver_accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    approver_accept_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_treatment_residual_risks", x => x.id);
                    table.ForeignKey(
                        name: "fk_treatment_residual_risks_kernel_people_approver_accepted_by",
                        column: x => x.approver_accepted_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_residual_risks_kernel_people_owner_accepted_by_id",
                        column: x => x.owner_accepted_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_residual_risks_risks_risks_risk_id",
                        column: x => x.risk_id,
                        principalTable: "risks_risks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_residual_risks_treatment_residual_reports_report_",
                        column: x => x.report_id,
                        principalTable: "treatment_residual_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_transits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    media = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    @class = table.Column<string>(name: "class", type: "character varying(40)", maxLength: 40, nullable: false),
                    sender_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    carrier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    receiver = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    seal_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    handed_over_on = table.Column<DateOnly>(type: "date", nullable: false),
                    expected_on = table.Column<DateOnly>(type: "date", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    received_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    seal_intact = table.Column<bool>(type: "boolean", nullable: true),
                    remark = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_transits", x => x.id);
                    table.ForeignKey(
                        name: "fk_disclosure_transits_communication_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "communication_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_transits_disclosure_carriers_carrier_id",
                        column: x => x.carrier_id,
                        principalTable: "disclosure_carriers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_transits_disclosure_transfers_transfer_id",
                        column: x => x.transfer_id,
                        principalTable: "disclosure_transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_transits_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_transits_kernel_people_sender_id",
                        column: x => x.sender_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    check_id = table.Column<Guid>(type: "uuid", nullable: false),
                    law_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    handling = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    handled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    handled_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_changes_compliance_checks_check_id",
                        column: x => x.check_id,
                        principalTable: "compliance_checks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_changes_compliance_laws_law_id",
                        column: x => x.law_id,
                        principalTable: "compliance_laws",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_changes_kernel_people_handled_by_id",
                        column: x => x.handled_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_clauses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    law_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    clause = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    demand = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    fulfilment = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_clauses", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_clauses_compliance_laws_law_id",
                        column: x => x.law_id,
                        principalTable: "compliance_laws",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_clauses_controlled_document_document_id",
                        column: x => x.document_id,
                        principalTable: "documents_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_evaluation_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    evaluation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    law_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    law_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    law_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    clause = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    demand = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    situation = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    evidence = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    judged_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    judged_on = table.Column<DateOnly>(type: "date", nullable: true),
                    measure = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_evaluation_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_evaluation_lines_compliance_evaluations_evaluati",
                        column: x => x.evaluation_id,
                        principalTable: "compliance_evaluations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_evaluation_lines_compliance_laws_law_id",
                        column: x => x.law_id,
                        principalTable: "compliance_laws",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_evaluation_lines_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_evaluation_lines_kernel_people_judged_by_id",
                        column: x => x.judged_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_evaluation_lines_kernel_people_responsible_id",
                        column: x => x.responsible_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "compliance_measures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    law_id = table.Column<Guid>(type: "uuid", nullable: true),
                    duty_id = table.Column<Guid>(type: "uuid", nullable: true),
                    licence_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cause = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    cause_link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    action = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    checked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    finding = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compliance_measures", x => x.id);
                    table.ForeignKey(
                        name: "fk_compliance_measures_compliance_laws_law_id",
                        column: x => x.law_id,
                        principalTable: "compliance_laws",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_measures_contract_duty_duty_id",
                        column: x => x.duty_id,
                        principalTable: "compliance_duties",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_measures_kernel_people_checked_by_id",
                        column: x => x.checked_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_measures_kernel_people_responsible_id",
                        column: x => x.responsible_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_compliance_measures_software_licence_licence_id",
                        column: x => x.licence_id,
                        principalTable: "compliance_licences",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_notice_deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_notice_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "fk_kernel_notice_deliveries_kernel_notices_notice_id",
                        column: x => x.notice_id,
                        principalTable: "kernel_notices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_kernel_notice_deliveries_kernel_people_person_id",
                        column: x => x.person_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objectives_evaluations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    result_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    evaluated_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evaluated_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectives_evaluations", x => x.id);
                    table.ForeignKey(
                        name: "fk_objectives_evaluations_kernel_people_evaluated_by_id",
                        column: x => x.evaluated_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_evaluations_objectives_results_result_id",
                        column: x => x.result_id,
                        principalTable: "objectives_results",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objectives_remedies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    result_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    action = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectives_remedies", x => x.id);
                    table.ForeignKey(
                        name: "fk_objectives_remedies_kernel_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objectives_remedies_objectives_results_result_id",
                        column: x => x.result_id,
                        principalTable: "objectives_results",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resources_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    procedure = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    needed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    source_link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    planned = table.Column<long>(type: "bigint", nullable: false),
                    asked = table.Column<long>(type: "bigint", nullable: false),
                    granted = table.Column<long>(type: "bigint", nullable: false),
                    spent = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_resources_requests_kernel_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "kernel_departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_requests_kernel_people_requested_by_id",
                        column: x => x.requested_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_requests_treatment_item_item_id",
                        column: x => x.item_id,
                        principalTable: "treatment_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "treatment_item_controls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_treatment_item_controls", x => x.id);
                    table.ForeignKey(
                        name: "fk_treatment_item_controls_treatment_items_item_id",
                        column: x => x.item_id,
                        principalTable: "treatment_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "treatment_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_treatment_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_treatment_notes_kernel_people_author_id",
                        column: x => x.author_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_notes_treatment_items_item_id",
                        column: x => x.item_id,
                        principalTable: "treatment_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "treatment_residual_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    residual_risk_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reviewed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reviewed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    next_review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_treatment_residual_reviews", x => x.id);
                    table.ForeignKey(
                        name: "fk_treatment_residual_reviews_kernel_people_reviewed_by_id",
                        column: x => x.reviewed_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_residual_reviews_treatment_item_item_id",
                        column: x => x.item_id,
                        principalTable: "treatment_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_treatment_residual_reviews_treatment_residual_risks_residua",
                        column: x => x.residual_risk_id,
                        principalTable: "treatment_residual_risks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resources_uses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    used_on = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    entered_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources_uses", x => x.id);
                    table.ForeignKey(
                        name: "fk_resources_uses_kernel_people_entered_by_id",
                        column: x => x.entered_by_id,
                        principalTable: "kernel_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resources_uses_resources_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "resources_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_applicability_decisions_implementation_id",
                table: "applicability_decisions",
                column: "implementation_id");

            migrationBuilder.CreateIndex(
                name: "ix_applicability_decisions_soa_id_code",
                table: "applicability_decisions",
                columns: new[] { "soa_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_applicability_decisions_soa_id_position_id",
                table: "applicability_decisions",
                columns: new[] { "soa_id", "position", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applicability_implementations_department_id",
                table: "applicability_implementations",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_applicability_implementations_edition_code",
                table: "applicability_implementations",
                columns: new[] { "edition", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_applicability_versions_based_on_id",
                table: "applicability_versions",
                column: "based_on_id");

            migrationBuilder.CreateIndex(
                name: "ix_applicability_versions_major_minor",
                table: "applicability_versions",
                columns: new[] { "major", "minor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_applicability_versions_state",
                table: "applicability_versions",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_category_code_id",
                table: "assets_assets",
                columns: new[] { "category_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_category_code_number_id",
                table: "assets_assets",
                columns: new[] { "category_code", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_criteria_id",
                table: "assets_assets",
                column: "criteria_id");

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_custodian_id",
                table: "assets_assets",
                column: "custodian_id");

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_department_id_number_id",
                table: "assets_assets",
                columns: new[] { "department_id", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_importance_level_id",
                table: "assets_assets",
                columns: new[] { "importance_level", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_is_important_number_id",
                table: "assets_assets",
                columns: new[] { "is_important", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_is_important_value_id",
                table: "assets_assets",
                columns: new[] { "is_important", "value", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_name_sort_id",
                table: "assets_assets",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_number",
                table: "assets_assets",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_number_id",
                table: "assets_assets",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_owner_id_number",
                table: "assets_assets",
                columns: new[] { "owner_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_assets_value_id",
                table: "assets_assets",
                columns: new[] { "value", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_confirmation_cycles_state",
                table: "assets_confirmation_cycles",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_assets_confirmations_confirmed_by_id",
                table: "assets_confirmations",
                column: "confirmed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_assets_confirmations_cycle_id_department_id",
                table: "assets_confirmations",
                columns: new[] { "cycle_id", "department_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assets_confirmations_department_id",
                table: "assets_confirmations",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_assets_important_list_rows_asset_id",
                table: "assets_important_list_rows",
                column: "asset_id");

            migrationBuilder.CreateIndex(
                name: "ix_assets_important_list_rows_list_id_ordinal",
                table: "assets_important_list_rows",
                columns: new[] { "list_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assets_important_lists_criteria_id",
                table: "assets_important_lists",
                column: "criteria_id");

            migrationBuilder.CreateIndex(
                name: "ix_assets_important_lists_department_id",
                table: "assets_important_lists",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_assets_important_lists_number",
                table: "assets_important_lists",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assets_imports_started_by_id",
                table: "assets_imports",
                column: "started_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_assets_requests_asset_id_state",
                table: "assets_requests",
                columns: new[] { "asset_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_assets_requests_requested_by_id",
                table: "assets_requests",
                column: "requested_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_agenda_meeting_id_topic",
                table: "communication_agenda",
                columns: new[] { "meeting_id", "topic" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_announcement_receipts_announcement_id_person_",
                table: "communication_announcement_receipts",
                columns: new[] { "announcement_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_announcement_receipts_person_id",
                table: "communication_announcement_receipts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_announcement_targets_announcement_id_departme",
                table: "communication_announcement_targets",
                columns: new[] { "announcement_id", "department_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_announcement_targets_department_id",
                table: "communication_announcement_targets",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_announcements_drafted_by_id",
                table: "communication_announcements",
                column: "drafted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_announcements_number",
                table: "communication_announcements",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_announcements_published_by_id",
                table: "communication_announcements",
                column: "published_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_announcements_state_published_on",
                table: "communication_announcements",
                columns: new[] { "state", "published_on" });

            migrationBuilder.CreateIndex(
                name: "ix_communication_attendance_department_id",
                table: "communication_attendance",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_attendance_meeting_id_department_id",
                table: "communication_attendance",
                columns: new[] { "meeting_id", "department_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_attendance_person_id",
                table: "communication_attendance",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_contact_events_contact_id_held_on",
                table: "communication_contact_events",
                columns: new[] { "contact_id", "held_on" });

            migrationBuilder.CreateIndex(
                name: "ix_communication_contact_events_entered_by_id",
                table: "communication_contact_events",
                column: "entered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_contacts_name_sort_id",
                table: "communication_contacts",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_communication_contacts_next_verify_on",
                table: "communication_contacts",
                column: "next_verify_on");

            migrationBuilder.CreateIndex(
                name: "ix_communication_contacts_owner_id",
                table: "communication_contacts",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_meetings_chair_id",
                table: "communication_meetings",
                column: "chair_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_meetings_held_on",
                table: "communication_meetings",
                column: "held_on");

            migrationBuilder.CreateIndex(
                name: "ix_communication_meetings_minutes_by_id",
                table: "communication_meetings",
                column: "minutes_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_meetings_number",
                table: "communication_meetings",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_plan_next_on",
                table: "communication_plan",
                column: "next_on");

            migrationBuilder.CreateIndex(
                name: "ix_communication_plan_owner_id",
                table: "communication_plan",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_plan_done_entered_by_id",
                table: "communication_plan_done",
                column: "entered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_plan_done_line_id_done_on",
                table: "communication_plan_done",
                columns: new[] { "line_id", "done_on" });

            migrationBuilder.CreateIndex(
                name: "ix_communication_reports_department_id",
                table: "communication_reports",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_reports_kind_to",
                table: "communication_reports",
                columns: new[] { "kind", "to" });

            migrationBuilder.CreateIndex(
                name: "ix_communication_reports_number",
                table: "communication_reports",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_communication_reports_written_by_id",
                table: "communication_reports",
                column: "written_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_resolutions_meeting_id",
                table: "communication_resolutions",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_resolutions_owner_id",
                table: "communication_resolutions",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_communication_resolutions_state_due_on",
                table: "communication_resolutions",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_compliance_changes_check_id",
                table: "compliance_changes",
                column: "check_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_changes_handled_by_id",
                table: "compliance_changes",
                column: "handled_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_changes_law_id",
                table: "compliance_changes",
                column: "law_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_checks_by_id",
                table: "compliance_checks",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_checks_checked_on",
                table: "compliance_checks",
                column: "checked_on");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_checks_number",
                table: "compliance_checks",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_clauses_document_id",
                table: "compliance_clauses",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_clauses_law_id_place",
                table: "compliance_clauses",
                columns: new[] { "law_id", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_compliance_contract_checks_by_id",
                table: "compliance_contract_checks",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_contract_checks_duty_id",
                table: "compliance_contract_checks",
                column: "duty_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_duties_department_id",
                table: "compliance_duties",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_duties_number",
                table: "compliance_duties",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_duties_responsible_id",
                table: "compliance_duties",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_evaluation_lines_department_id",
                table: "compliance_evaluation_lines",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_evaluation_lines_evaluation_id_place",
                table: "compliance_evaluation_lines",
                columns: new[] { "evaluation_id", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_evaluation_lines_judged_by_id",
                table: "compliance_evaluation_lines",
                column: "judged_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_evaluation_lines_law_id",
                table: "compliance_evaluation_lines",
                column: "law_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_evaluation_lines_responsible_id",
                table: "compliance_evaluation_lines",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_evaluations_by_id",
                table: "compliance_evaluations",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_evaluations_number",
                table: "compliance_evaluations",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_laws_created_by_id",
                table: "compliance_laws",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_laws_department_id",
                table: "compliance_laws",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_laws_external_id",
                table: "compliance_laws",
                column: "external_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_laws_number",
                table: "compliance_laws",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_laws_starter_code",
                table: "compliance_laws",
                column: "starter_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_licence_checks_by_id",
                table: "compliance_licence_checks",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_licence_checks_number",
                table: "compliance_licence_checks",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_licence_lines_check_id_place",
                table: "compliance_licence_lines",
                columns: new[] { "check_id", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_licence_lines_licence_id",
                table: "compliance_licence_lines",
                column: "licence_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_licence_lines_responsible_id",
                table: "compliance_licence_lines",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_licences_department_id",
                table: "compliance_licences",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_licences_number",
                table: "compliance_licences",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_measures_checked_by_id",
                table: "compliance_measures",
                column: "checked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_measures_duty_id",
                table: "compliance_measures",
                column: "duty_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_measures_law_id",
                table: "compliance_measures",
                column: "law_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_measures_licence_id",
                table: "compliance_measures",
                column: "licence_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_measures_number",
                table: "compliance_measures",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_compliance_measures_responsible_id",
                table: "compliance_measures",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_rights_department_id",
                table: "compliance_rights",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_compliance_rights_number",
                table: "compliance_rights",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conformity_packs_file_id",
                table: "conformity_packs",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_conformity_packs_number",
                table: "conformity_packs",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conformity_packs_prepared_by_id_prepared_at",
                table: "conformity_packs",
                columns: new[] { "prepared_by_id", "prepared_at" });

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
                name: "ix_disclosure_holders_person_id",
                table: "disclosure_holders",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_holders_secret_id_person_id",
                table: "disclosure_holders",
                columns: new[] { "secret_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_requests_number",
                table: "disclosure_requests",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_requests_person_id",
                table: "disclosure_requests",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_requests_secret_id_person_id",
                table: "disclosure_requests",
                columns: new[] { "secret_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_reviews_by_id",
                table: "disclosure_reviews",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_reviews_number",
                table: "disclosure_reviews",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_reviews_secret_id",
                table: "disclosure_reviews",
                column: "secret_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_secrets_created_by_id",
                table: "disclosure_secrets",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_secrets_department_id",
                table: "disclosure_secrets",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_secrets_expires_on",
                table: "disclosure_secrets",
                column: "expires_on");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_secrets_number",
                table: "disclosure_secrets",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_secrets_owner_id",
                table: "disclosure_secrets",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transfers_channel_id",
                table: "disclosure_transfers",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transfers_contact_id",
                table: "disclosure_transfers",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transfers_department_id",
                table: "disclosure_transfers",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transfers_number",
                table: "disclosure_transfers",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transfers_sender_id",
                table: "disclosure_transfers",
                column: "sender_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transfers_to_department_id",
                table: "disclosure_transfers",
                column: "to_department_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transits_carrier_id",
                table: "disclosure_transits",
                column: "carrier_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transits_contact_id",
                table: "disclosure_transits",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transits_department_id",
                table: "disclosure_transits",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transits_expected_on",
                table: "disclosure_transits",
                column: "expected_on");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transits_number",
                table: "disclosure_transits",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transits_sender_id",
                table: "disclosure_transits",
                column: "sender_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_transits_transfer_id",
                table: "disclosure_transits",
                column: "transfer_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_accepted_references_accepted_by_id",
                table: "documents_accepted_references",
                column: "accepted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_accepted_references_document_id_found",
                table: "documents_accepted_references",
                columns: new[] { "document_id", "found" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_bases_document_id_external_id",
                table: "documents_bases",
                columns: new[] { "document_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_bases_external_id",
                table: "documents_bases",
                column: "external_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_change_requests_carried_out_by_id",
                table: "documents_change_requests",
                column: "carried_out_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_change_requests_document_id_state",
                table: "documents_change_requests",
                columns: new[] { "document_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_change_requests_number",
                table: "documents_change_requests",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_change_requests_requested_by_id",
                table: "documents_change_requests",
                column: "requested_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_confirmations_department_id",
                table: "documents_confirmations",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_confirmations_person_id",
                table: "documents_confirmations",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_confirmations_version_id_person_id",
                table: "documents_confirmations",
                columns: new[] { "version_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_copies_department_id",
                table: "documents_copies",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_copies_person_id",
                table: "documents_copies",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_copies_recalled_by_id",
                table: "documents_copies",
                column: "recalled_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_copies_received_by_id",
                table: "documents_copies",
                column: "received_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_copies_version_id_serial",
                table: "documents_copies",
                columns: new[] { "version_id", "serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_countersigners_department_id",
                table: "documents_countersigners",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_countersigners_document_id_department_id",
                table: "documents_countersigners",
                columns: new[] { "document_id", "department_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_disposals_number",
                table: "documents_disposals",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_disposals_requested_by_id",
                table: "documents_disposals",
                column: "requested_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_disposals_version_id",
                table: "documents_disposals",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_disposals_witness_id",
                table: "documents_disposals",
                column: "witness_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_documents_department_id",
                table: "documents_documents",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_documents_kind_id",
                table: "documents_documents",
                column: "kind_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_documents_next_review_on",
                table: "documents_documents",
                column: "next_review_on");

            migrationBuilder.CreateIndex(
                name: "ix_documents_documents_number",
                table: "documents_documents",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_documents_parent_id",
                table: "documents_documents",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_documents_pattern",
                table: "documents_documents",
                column: "pattern");

            migrationBuilder.CreateIndex(
                name: "ix_documents_documents_title_sort_id",
                table: "documents_documents",
                columns: new[] { "title_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_external_department_id",
                table: "documents_external",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_external_receipt_number",
                table: "documents_external",
                column: "receipt_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_external_reviewer_id",
                table: "documents_external",
                column: "reviewer_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_external_successor_id",
                table: "documents_external",
                column: "successor_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_kinds_code",
                table: "documents_kinds",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_recipients_department_id",
                table: "documents_recipients",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_recipients_document_id",
                table: "documents_recipients",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_recipients_person_id",
                table: "documents_recipients",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_release_orders_version_id",
                table: "documents_release_orders",
                column: "version_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_renditions_file_id",
                table: "documents_renditions",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_renditions_version_id_language",
                table: "documents_renditions",
                columns: new[] { "version_id", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_reviews_recorded_by_id",
                table: "documents_reviews",
                column: "recorded_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_reviews_version_id",
                table: "documents_reviews",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_versions_author_id",
                table: "documents_versions",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_versions_document_id_ordinal",
                table: "documents_versions",
                columns: new[] { "document_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_versions_file_id",
                table: "documents_versions",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_versions_source_id",
                table: "documents_versions",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_versions_state_effective_on",
                table: "documents_versions",
                columns: new[] { "state", "effective_on" });

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
                name: "ix_kernel_account_lists_started_at",
                table: "kernel_account_lists",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_account_slips_list_id",
                table: "kernel_account_slips",
                column: "list_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_account_slips_user_id",
                table: "kernel_account_slips",
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
                name: "ix_kernel_approval_routes_kind",
                table: "kernel_approval_routes",
                column: "kind",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_approval_steps_approval_id",
                table: "kernel_approval_steps",
                column: "approval_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_approval_steps_department_id",
                table: "kernel_approval_steps",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_approval_steps_person_id",
                table: "kernel_approval_steps",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_approvals_kind_subject_id_round",
                table: "kernel_approvals",
                columns: new[] { "kind", "subject_id", "round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_approvals_running",
                table: "kernel_approvals",
                columns: new[] { "kind", "subject_id" },
                unique: true,
                filter: "state = 'Running'");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_approvals_submitted_at_id",
                table: "kernel_approvals",
                columns: new[] { "submitted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_approvals_submitted_by_id",
                table: "kernel_approvals",
                column: "submitted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_attachments_file_id",
                table: "kernel_attachments",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_attachments_subject_id_subject_kind",
                table: "kernel_attachments",
                columns: new[] { "subject_id", "subject_kind" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_attachments_uploaded_by_id",
                table: "kernel_attachments",
                column: "uploaded_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_backups_started_at",
                table: "kernel_backups",
                column: "started_at");

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
                name: "ix_kernel_files_sha256",
                table: "kernel_files",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_jobs_started_by_id_created_at",
                table: "kernel_jobs",
                columns: new[] { "started_by_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_jobs_state",
                table: "kernel_jobs",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_kept_answers_key_hash",
                table: "kernel_kept_answers",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_kept_answers_person_id",
                table: "kernel_kept_answers",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_kept_answers_started_at",
                table: "kernel_kept_answers",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_ledger_at_sequence",
                table: "kernel_ledger",
                columns: new[] { "at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_ledger_entity_type_entity_id_sequence_change",
                table: "kernel_ledger",
                columns: new[] { "entity_type", "entity_id", "sequence", "change" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_notice_deliveries_created_at_id",
                table: "kernel_notice_deliveries",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_notice_deliveries_notice_id",
                table: "kernel_notice_deliveries",
                column: "notice_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_notice_deliveries_person_id",
                table: "kernel_notice_deliveries",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_notice_deliveries_state_next_at",
                table: "kernel_notice_deliveries",
                columns: new[] { "state", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_notices_addressed_at",
                table: "kernel_notices",
                column: "addressed_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_notices_created_at",
                table: "kernel_notices",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_notices_work_id_occasion",
                table: "kernel_notices",
                columns: new[] { "work_id", "occasion" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_number_rules_kind",
                table: "kernel_number_rules",
                column: "kind",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_past_passwords_user_id_set_at",
                table: "kernel_past_passwords",
                columns: new[] { "user_id", "set_at" });

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
                name: "ix_kernel_placeholder_waivers_subject_id_kind_found",
                table: "kernel_placeholder_waivers",
                columns: new[] { "subject_id", "kind", "found" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_placeholder_waivers_waived_by_id",
                table: "kernel_placeholder_waivers",
                column: "waived_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_saved_views_owner_id",
                table: "kernel_saved_views",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_saved_views_register_owner_id_name",
                table: "kernel_saved_views",
                columns: new[] { "register", "owner_id", "name" },
                unique: true);

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
                name: "ix_kernel_shown_columns_register",
                table: "kernel_shown_columns",
                column: "register");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_signatures_approval_id",
                table: "kernel_signatures",
                column: "approval_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_signatures_person_id",
                table: "kernel_signatures",
                column: "person_id");

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

            migrationBuilder.CreateIndex(
                name: "ix_kernel_work_department_id",
                table: "kernel_work",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_work_person_id",
                table: "kernel_work",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_work_state_due_on",
                table: "kernel_work",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_work_state_office",
                table: "kernel_work",
                columns: new[] { "state", "office" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_work_state_person_id",
                table: "kernel_work",
                columns: new[] { "state", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_work_subject_id_kind",
                table: "kernel_work",
                columns: new[] { "subject_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_objectives_dues_line_id_period_start_period_end",
                table: "objectives_dues",
                columns: new[] { "line_id", "period_start", "period_end" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_objectives_evaluations_evaluated_by_id",
                table: "objectives_evaluations",
                column: "evaluated_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_evaluations_result_id",
                table: "objectives_evaluations",
                column: "result_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_objectives_lines_serial",
                table: "objectives_lines",
                column: "serial",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_objectives_measures_collector_id",
                table: "objectives_measures",
                column: "collector_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_measures_evaluator_id",
                table: "objectives_measures",
                column: "evaluator_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_measures_line_id",
                table: "objectives_measures",
                column: "line_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_measures_responsible_id",
                table: "objectives_measures",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_measures_set_id_line_id",
                table: "objectives_measures",
                columns: new[] { "set_id", "line_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_objectives_remedies_owner_id",
                table: "objectives_remedies",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_remedies_result_id",
                table: "objectives_remedies",
                column: "result_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_objectives_results_corrects_id",
                table: "objectives_results",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_objectives_results_department_id",
                table: "objectives_results",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_results_entered_by_id",
                table: "objectives_results",
                column: "entered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_results_line_id_period_start",
                table: "objectives_results",
                columns: new[] { "line_id", "period_start" });

            migrationBuilder.CreateIndex(
                name: "ix_objectives_results_measure_id",
                table: "objectives_results",
                column: "measure_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_sets_serial",
                table: "objectives_sets",
                column: "serial",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_objectives_sets_state",
                table: "objectives_sets",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_shares_department_id",
                table: "objectives_shares",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_shares_measure_id_department_id",
                table: "objectives_shares",
                columns: new[] { "measure_id", "department_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_matters_checked_by_id",
                table: "opportunities_matters",
                column: "checked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_matters_created_by_id",
                table: "opportunities_matters",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_matters_follows_id",
                table: "opportunities_matters",
                column: "follows_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_matters_judge_id",
                table: "opportunities_matters",
                column: "judge_id");

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_matters_number",
                table: "opportunities_matters",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_matters_responsible_id",
                table: "opportunities_matters",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_matters_state",
                table: "opportunities_matters",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_organization_certificates_expires_on",
                table: "organization_certificates",
                column: "expires_on");

            migrationBuilder.CreateIndex(
                name: "ix_organization_department_duties_department_id",
                table: "organization_department_duties",
                column: "department_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_duty_confirmations_person_id_post_id_duties_ve",
                table: "organization_duty_confirmations",
                columns: new[] { "person_id", "post_id", "duties_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_duty_confirmations_post_id",
                table: "organization_duty_confirmations",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_leaving_tasks_person_id",
                table: "organization_leaving_tasks",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_letter_ends_appointment_id",
                table: "organization_letter_ends",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_letter_ends_letter_id_position",
                table: "organization_letter_ends",
                columns: new[] { "letter_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_letter_grants_appointment_id",
                table: "organization_letter_grants",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_letter_grants_department_id",
                table: "organization_letter_grants",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_letter_grants_letter_id_position",
                table: "organization_letter_grants",
                columns: new[] { "letter_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_letter_grants_person_id",
                table: "organization_letter_grants",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_letters_created_by_id",
                table: "organization_letters",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_letters_number",
                table: "organization_letters",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrices_based_on_id",
                table: "organization_matrices",
                column: "based_on_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrices_effective_on",
                table: "organization_matrices",
                column: "effective_on");

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrices_major_minor",
                table: "organization_matrices",
                columns: new[] { "major", "minor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrix_columns_department_id",
                table: "organization_matrix_columns",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrix_columns_matrix_id_place",
                table: "organization_matrix_columns",
                columns: new[] { "matrix_id", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrix_columns_same_as_id",
                table: "organization_matrix_columns",
                column: "same_as_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrix_confirmations_matrix_id_finding",
                table: "organization_matrix_confirmations",
                columns: new[] { "matrix_id", "finding" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrix_imports_matrix_id",
                table: "organization_matrix_imports",
                column: "matrix_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrix_imports_started_at",
                table: "organization_matrix_imports",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrix_rows_coordinator_id",
                table: "organization_matrix_rows",
                column: "coordinator_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_matrix_rows_matrix_id_edition_code",
                table: "organization_matrix_rows",
                columns: new[] { "matrix_id", "edition", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_onboardings_person_id",
                table: "organization_onboardings",
                column: "person_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_past_placements_department_id",
                table: "organization_past_placements",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_past_placements_person_id_until",
                table: "organization_past_placements",
                columns: new[] { "person_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_people_imports_started_by_id_started_at",
                table: "organization_people_imports",
                columns: new[] { "started_by_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_posts_department_id",
                table: "organization_posts",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_posts_name_department_id",
                table: "organization_posts",
                columns: new[] { "name", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_profiles_valid_from",
                table: "organization_profiles",
                column: "valid_from",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_promise_texts_edition",
                table: "organization_promise_texts",
                column: "edition",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_signed_promises_person_id_text_id",
                table: "organization_signed_promises",
                columns: new[] { "person_id", "text_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_signed_promises_text_id",
                table: "organization_signed_promises",
                column: "text_id");

            migrationBuilder.CreateIndex(
                name: "ix_policy_lines_policy_id_place",
                table: "policy_lines",
                columns: new[] { "policy_id", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_reviews_held_on",
                table: "policy_reviews",
                column: "held_on");

            migrationBuilder.CreateIndex(
                name: "ix_policy_reviews_policy_id",
                table: "policy_reviews",
                column: "policy_id");

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_minor",
                table: "policy_versions",
                column: "minor",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_state",
                table: "policy_versions",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_records_disposal_items_disposal_id_record_id",
                table: "records_disposal_items",
                columns: new[] { "disposal_id", "record_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_records_disposal_items_record_id",
                table: "records_disposal_items",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_disposals_number",
                table: "records_disposals",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_records_form_versions_form_id_number",
                table: "records_form_versions",
                columns: new[] { "form_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_records_forms_basis_code",
                table: "records_forms",
                columns: new[] { "basis", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_records_forms_code",
                table: "records_forms",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_records_marks_form_id_rule_value",
                table: "records_marks",
                columns: new[] { "form_id", "rule", "value" });

            migrationBuilder.CreateIndex(
                name: "ix_records_operations_department_id",
                table: "records_operations",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_operations_form_id_record_id_starts_on",
                table: "records_operations",
                columns: new[] { "form_id", "record_id", "starts_on" });

            migrationBuilder.CreateIndex(
                name: "ix_records_operations_issued_starts_on",
                table: "records_operations",
                columns: new[] { "issued", "starts_on" });

            migrationBuilder.CreateIndex(
                name: "ix_records_operations_plan_id_starts_on_id",
                table: "records_operations",
                columns: new[] { "plan_id", "starts_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_records_operations_record_id",
                table: "records_operations",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_plans_year",
                table: "records_plans",
                column: "year",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_records_records_basis_filled_on_id",
                table: "records_records",
                columns: new[] { "basis", "filled_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_records_records_corrects_id",
                table: "records_records",
                column: "corrects_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_records_department_id_filled_on_id",
                table: "records_records",
                columns: new[] { "department_id", "filled_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_records_records_disposal_id",
                table: "records_records",
                column: "disposal_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_records_filled_by_id_filled_on_id",
                table: "records_records",
                columns: new[] { "filled_by_id", "filled_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_records_records_filled_on_id",
                table: "records_records",
                columns: new[] { "filled_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_records_records_form_id_filled_on_id",
                table: "records_records",
                columns: new[] { "form_id", "filled_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_records_records_form_version_id",
                table: "records_records",
                column: "form_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_records_number",
                table: "records_records",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_records_records_state_filled_on_id",
                table: "records_records",
                columns: new[] { "state", "filled_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_records_records_state_retain_until",
                table: "records_records",
                columns: new[] { "state", "retain_until" });

            migrationBuilder.CreateIndex(
                name: "ix_records_tags_record_id",
                table: "records_tags",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_tags_tag_record_id",
                table: "records_tags",
                columns: new[] { "tag", "record_id" });

            migrationBuilder.CreateIndex(
                name: "ix_records_watches_department_id",
                table: "records_watches",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_watches_due_on_id",
                table: "records_watches",
                columns: new[] { "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_records_watches_form_id_rule_subject",
                table: "records_watches",
                columns: new[] { "form_id", "rule", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_records_watches_person_id",
                table: "records_watches",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_watches_record_id",
                table: "records_watches",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_evaluations_evaluated_by_id",
                table: "resources_competence_evaluations",
                column: "evaluated_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_evaluations_person_id_requirement_id",
                table: "resources_competence_evaluations",
                columns: new[] { "person_id", "requirement_id" });

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_evaluations_record_id",
                table: "resources_competence_evaluations",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_evaluations_requirement_id",
                table: "resources_competence_evaluations",
                column: "requirement_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_plans_owner_id",
                table: "resources_competence_plans",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_plans_person_id_requirement_id",
                table: "resources_competence_plans",
                columns: new[] { "person_id", "requirement_id" });

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_plans_requirement_id",
                table: "resources_competence_plans",
                column: "requirement_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_profiles_office_post",
                table: "resources_competence_profiles",
                columns: new[] { "office", "post" });

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_records_entered_by_id",
                table: "resources_competence_records",
                column: "entered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_records_person_id_obtained_on",
                table: "resources_competence_records",
                columns: new[] { "person_id", "obtained_on" });

            migrationBuilder.CreateIndex(
                name: "ix_resources_competence_requirements_profile_id_position",
                table: "resources_competence_requirements",
                columns: new[] { "profile_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_resources_facilities_department_id",
                table: "resources_facilities",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_facilities_name_sort_id",
                table: "resources_facilities",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_resources_facilities_owner_id",
                table: "resources_facilities",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_repairs_asset_id",
                table: "resources_repairs",
                column: "asset_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_repairs_department_id_state",
                table: "resources_repairs",
                columns: new[] { "department_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_resources_repairs_handler_id",
                table: "resources_repairs",
                column: "handler_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_repairs_number",
                table: "resources_repairs",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_resources_repairs_reported_at",
                table: "resources_repairs",
                column: "reported_at");

            migrationBuilder.CreateIndex(
                name: "ix_resources_repairs_reported_by_id",
                table: "resources_repairs",
                column: "reported_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_requests_department_id_state",
                table: "resources_requests",
                columns: new[] { "department_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_resources_requests_item_id",
                table: "resources_requests",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_requests_needed_on",
                table: "resources_requests",
                column: "needed_on");

            migrationBuilder.CreateIndex(
                name: "ix_resources_requests_number",
                table: "resources_requests",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_resources_requests_requested_by_id",
                table: "resources_requests",
                column: "requested_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_uses_entered_by_id",
                table: "resources_uses",
                column: "entered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_resources_uses_request_id_used_on",
                table: "resources_uses",
                columns: new[] { "request_id", "used_on" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_acceptances_requested_by_id",
                table: "risks_acceptances",
                column: "requested_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_risks_acceptances_risk_id_state",
                table: "risks_acceptances",
                columns: new[] { "risk_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_assessment_members_assessment_id_person_id",
                table: "risks_assessment_members",
                columns: new[] { "assessment_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_risks_assessment_members_person_id",
                table: "risks_assessment_members",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_risks_assessments_based_on_id",
                table: "risks_assessments",
                column: "based_on_id");

            migrationBuilder.CreateIndex(
                name: "ix_risks_assessments_criteria_id",
                table: "risks_assessments",
                column: "criteria_id");

            migrationBuilder.CreateIndex(
                name: "ix_risks_assessments_number",
                table: "risks_assessments",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_risks_assessments_state_completed_at",
                table: "risks_assessments",
                columns: new[] { "state", "completed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_reassessment_prompts_assessment_id",
                table: "risks_reassessment_prompts",
                column: "assessment_id");

            migrationBuilder.CreateIndex(
                name: "ix_risks_reassessment_prompts_raised_by_id",
                table: "risks_reassessment_prompts",
                column: "raised_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_risks_reassessment_prompts_state_raised_on_id",
                table: "risks_reassessment_prompts",
                columns: new[] { "state", "raised_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_reassessment_prompts_subject_id_state",
                table: "risks_reassessment_prompts",
                columns: new[] { "subject_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_recurring_duties_kind",
                table: "risks_recurring_duties",
                column: "kind",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_risks_risks_assessment_id_impact_level_likelihood_level_lev",
                table: "risks_risks",
                columns: new[] { "assessment_id", "impact_level", "likelihood_level", "level" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_risks_assessment_id_level_serial_id",
                table: "risks_risks",
                columns: new[] { "assessment_id", "level", "serial", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_risks_assessment_id_risk_value_id",
                table: "risks_risks",
                columns: new[] { "assessment_id", "risk_value", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_risks_assessment_id_serial_id",
                table: "risks_risks",
                columns: new[] { "assessment_id", "serial", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_risks_asset_id_assessment_id_threat_code_vulnerabilit",
                table: "risks_risks",
                columns: new[] { "asset_id", "assessment_id", "threat_code", "vulnerability_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_risks_risks_department_id_assessment_id_serial_id",
                table: "risks_risks",
                columns: new[] { "department_id", "assessment_id", "serial", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_risks_owner_id_assessment_id",
                table: "risks_risks",
                columns: new[] { "owner_id", "assessment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_threat_changes_entered_by_id",
                table: "risks_threat_changes",
                column: "entered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_risks_threat_changes_noticed_on_id",
                table: "risks_threat_changes",
                columns: new[] { "noticed_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_risks_threat_changes_number",
                table: "risks_threat_changes",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_risks_threat_changes_prompt_id",
                table: "risks_threat_changes",
                column: "prompt_id");

            migrationBuilder.CreateIndex(
                name: "ix_risks_threats_code",
                table: "risks_threats",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_risks_vulnerabilities_code",
                table: "risks_vulnerabilities",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scope_areas_drawing_id_id",
                table: "scope_areas",
                columns: new[] { "drawing_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_scope_drawings_statement_id_kind",
                table: "scope_drawings",
                columns: new[] { "statement_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scope_issues_statement_id",
                table: "scope_issues",
                column: "statement_id");

            migrationBuilder.CreateIndex(
                name: "ix_scope_network_changes_approved_at",
                table: "scope_network_changes",
                column: "approved_at");

            migrationBuilder.CreateIndex(
                name: "ix_scope_network_changes_record_id",
                table: "scope_network_changes",
                column: "record_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scope_parties_statement_id",
                table: "scope_parties",
                column: "statement_id");

            migrationBuilder.CreateIndex(
                name: "ix_scope_statements_based_on_id",
                table: "scope_statements",
                column: "based_on_id");

            migrationBuilder.CreateIndex(
                name: "ix_scope_statements_major_minor",
                table: "scope_statements",
                columns: new[] { "major", "minor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scope_statements_state",
                table: "scope_statements",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_holders_department_id",
                table: "secrecy_holders",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_holders_named_by_id",
                table: "secrecy_holders",
                column: "named_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_holders_person_id",
                table: "secrecy_holders",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_holders_subject_id_person_id",
                table: "secrecy_holders",
                columns: new[] { "subject_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_lowerings_asked_by_id",
                table: "secrecy_lowerings",
                column: "asked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_lowerings_department_id",
                table: "secrecy_lowerings",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_lowerings_number",
                table: "secrecy_lowerings",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_lowerings_subject_id",
                table: "secrecy_lowerings",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_openings_at_id",
                table: "secrecy_openings",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_openings_department_id",
                table: "secrecy_openings",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_openings_person_id",
                table: "secrecy_openings",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_openings_subject_id",
                table: "secrecy_openings",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_readers_class_office_in_own_department",
                table: "secrecy_readers",
                columns: new[] { "class", "office", "in_own_department" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_readers_scheme_id",
                table: "secrecy_readers",
                column: "scheme_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrecy_schemes_serial",
                table: "secrecy_schemes",
                column: "serial",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_treatment_item_controls_edition_code",
                table: "treatment_item_controls",
                columns: new[] { "edition", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_treatment_item_controls_item_id_edition_code",
                table: "treatment_item_controls",
                columns: new[] { "item_id", "edition", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_treatment_items_department_id_state",
                table: "treatment_items",
                columns: new[] { "department_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_treatment_items_plan_id_priority_serial_id",
                table: "treatment_items",
                columns: new[] { "plan_id", "priority", "serial", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_treatment_items_plan_id_serial_id",
                table: "treatment_items",
                columns: new[] { "plan_id", "serial", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_treatment_items_responsible_id_state_ends_on",
                table: "treatment_items",
                columns: new[] { "responsible_id", "state", "ends_on" });

            migrationBuilder.CreateIndex(
                name: "ix_treatment_items_risk_id",
                table: "treatment_items",
                column: "risk_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_notes_author_id",
                table: "treatment_notes",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_notes_item_id_at",
                table: "treatment_notes",
                columns: new[] { "item_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_treatment_plans_assessment_id_supplements_id",
                table: "treatment_plans",
                columns: new[] { "assessment_id", "supplements_id" });

            migrationBuilder.CreateIndex(
                name: "ix_treatment_plans_number",
                table: "treatment_plans",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_treatment_plans_supplements_id",
                table: "treatment_plans",
                column: "supplements_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_reports_assessment_id",
                table: "treatment_residual_reports",
                column: "assessment_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_reports_number",
                table: "treatment_residual_reports",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_reports_plan_id",
                table: "treatment_residual_reports",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_reviews_item_id",
                table: "treatment_residual_reviews",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_reviews_residual_risk_id_reviewed_on",
                table: "treatment_residual_reviews",
                columns: new[] { "residual_risk_id", "reviewed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_reviews_reviewed_by_id",
                table: "treatment_residual_reviews",
                column: "reviewed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_risks_approver_accepted_by_id",
                table: "treatment_residual_risks",
                column: "approver_accepted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_risks_next_review_on",
                table: "treatment_residual_risks",
                column: "next_review_on");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_risks_owner_accepted_by_id",
                table: "treatment_residual_risks",
                column: "owner_accepted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_risks_report_id_risk_id",
                table: "treatment_residual_risks",
                columns: new[] { "report_id", "risk_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_treatment_residual_risks_risk_id_id",
                table: "treatment_residual_risks",
                columns: new[] { "risk_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_treatment_self_checks_checked_by_id",
                table: "treatment_self_checks",
                column: "checked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_self_checks_department_id_edition_code_checked_on",
                table: "treatment_self_checks",
                columns: new[] { "department_id", "edition", "code", "checked_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "applicability_decisions");

            migrationBuilder.DropTable(
                name: "assets_confirmations");

            migrationBuilder.DropTable(
                name: "assets_important_list_rows");

            migrationBuilder.DropTable(
                name: "assets_imports");

            migrationBuilder.DropTable(
                name: "assets_requests");

            migrationBuilder.DropTable(
                name: "communication_agenda");

            migrationBuilder.DropTable(
                name: "communication_announcement_receipts");

            migrationBuilder.DropTable(
                name: "communication_announcement_targets");

            migrationBuilder.DropTable(
                name: "communication_attendance");

            migrationBuilder.DropTable(
                name: "communication_contact_events");

            migrationBuilder.DropTable(
                name: "communication_plan_done");

            migrationBuilder.DropTable(
                name: "communication_reports");

            migrationBuilder.DropTable(
                name: "communication_resolutions");

            migrationBuilder.DropTable(
                name: "compliance_changes");

            migrationBuilder.DropTable(
                name: "compliance_clauses");

            migrationBuilder.DropTable(
                name: "compliance_contract_checks");

            migrationBuilder.DropTable(
                name: "compliance_evaluation_lines");

            migrationBuilder.DropTable(
                name: "compliance_licence_lines");

            migrationBuilder.DropTable(
                name: "compliance_measures");

            migrationBuilder.DropTable(
                name: "compliance_rights");

            migrationBuilder.DropTable(
                name: "conformity_packs");

            migrationBuilder.DropTable(
                name: "disclosure_holders");

            migrationBuilder.DropTable(
                name: "disclosure_requests");

            migrationBuilder.DropTable(
                name: "disclosure_reviews");

            migrationBuilder.DropTable(
                name: "disclosure_transits");

            migrationBuilder.DropTable(
                name: "documents_accepted_references");

            migrationBuilder.DropTable(
                name: "documents_bases");

            migrationBuilder.DropTable(
                name: "documents_change_requests");

            migrationBuilder.DropTable(
                name: "documents_confirmations");

            migrationBuilder.DropTable(
                name: "documents_copies");

            migrationBuilder.DropTable(
                name: "documents_countersigners");

            migrationBuilder.DropTable(
                name: "documents_disposals");

            migrationBuilder.DropTable(
                name: "documents_recipients");

            migrationBuilder.DropTable(
                name: "documents_release_orders");

            migrationBuilder.DropTable(
                name: "documents_renditions");

            migrationBuilder.DropTable(
                name: "documents_reviews");

            migrationBuilder.DropTable(
                name: "kernel_access_tokens");

            migrationBuilder.DropTable(
                name: "kernel_account_slips");

            migrationBuilder.DropTable(
                name: "kernel_approval_routes");

            migrationBuilder.DropTable(
                name: "kernel_approval_steps");

            migrationBuilder.DropTable(
                name: "kernel_attachments");

            migrationBuilder.DropTable(
                name: "kernel_backups");

            migrationBuilder.DropTable(
                name: "kernel_data_protection_keys");

            migrationBuilder.DropTable(
                name: "kernel_file_texts");

            migrationBuilder.DropTable(
                name: "kernel_jobs");

            migrationBuilder.DropTable(
                name: "kernel_kept_answers");

            migrationBuilder.DropTable(
                name: "kernel_ledger");

            migrationBuilder.DropTable(
                name: "kernel_notice_deliveries");

            migrationBuilder.DropTable(
                name: "kernel_number_rules");

            migrationBuilder.DropTable(
                name: "kernel_number_sequences");

            migrationBuilder.DropTable(
                name: "kernel_past_passwords");

            migrationBuilder.DropTable(
                name: "kernel_placeholder_waivers");

            migrationBuilder.DropTable(
                name: "kernel_saved_views");

            migrationBuilder.DropTable(
                name: "kernel_second_factors");

            migrationBuilder.DropTable(
                name: "kernel_sessions");

            migrationBuilder.DropTable(
                name: "kernel_settings");

            migrationBuilder.DropTable(
                name: "kernel_setup_tokens");

            migrationBuilder.DropTable(
                name: "kernel_shown_columns");

            migrationBuilder.DropTable(
                name: "kernel_sign_in_failures");

            migrationBuilder.DropTable(
                name: "kernel_signatures");

            migrationBuilder.DropTable(
                name: "kernel_user_claims");

            migrationBuilder.DropTable(
                name: "kernel_user_logins");

            migrationBuilder.DropTable(
                name: "kernel_user_tokens");

            migrationBuilder.DropTable(
                name: "objectives_dues");

            migrationBuilder.DropTable(
                name: "objectives_evaluations");

            migrationBuilder.DropTable(
                name: "objectives_remedies");

            migrationBuilder.DropTable(
                name: "objectives_shares");

            migrationBuilder.DropTable(
                name: "opportunities_matters");

            migrationBuilder.DropTable(
                name: "organization_certificates");

            migrationBuilder.DropTable(
                name: "organization_department_duties");

            migrationBuilder.DropTable(
                name: "organization_duty_confirmations");

            migrationBuilder.DropTable(
                name: "organization_leaving_tasks");

            migrationBuilder.DropTable(
                name: "organization_letter_ends");

            migrationBuilder.DropTable(
                name: "organization_letter_grants");

            migrationBuilder.DropTable(
                name: "organization_matrix_confirmations");

            migrationBuilder.DropTable(
                name: "organization_matrix_imports");

            migrationBuilder.DropTable(
                name: "organization_matrix_rows");

            migrationBuilder.DropTable(
                name: "organization_onboardings");

            migrationBuilder.DropTable(
                name: "organization_past_placements");

            migrationBuilder.DropTable(
                name: "organization_people_imports");

            migrationBuilder.DropTable(
                name: "organization_profiles");

            migrationBuilder.DropTable(
                name: "organization_signed_promises");

            migrationBuilder.DropTable(
                name: "policy_lines");

            migrationBuilder.DropTable(
                name: "policy_reviews");

            migrationBuilder.DropTable(
                name: "records_contents");

            migrationBuilder.DropTable(
                name: "records_disposal_items");

            migrationBuilder.DropTable(
                name: "records_marks");

            migrationBuilder.DropTable(
                name: "records_operations");

            migrationBuilder.DropTable(
                name: "records_tags");

            migrationBuilder.DropTable(
                name: "records_watches");

            migrationBuilder.DropTable(
                name: "resources_competence_evaluations");

            migrationBuilder.DropTable(
                name: "resources_competence_plans");

            migrationBuilder.DropTable(
                name: "resources_facilities");

            migrationBuilder.DropTable(
                name: "resources_repairs");

            migrationBuilder.DropTable(
                name: "resources_uses");

            migrationBuilder.DropTable(
                name: "risks_acceptances");

            migrationBuilder.DropTable(
                name: "risks_assessment_members");

            migrationBuilder.DropTable(
                name: "risks_recurring_duties");

            migrationBuilder.DropTable(
                name: "risks_threat_changes");

            migrationBuilder.DropTable(
                name: "risks_threats");

            migrationBuilder.DropTable(
                name: "risks_vulnerabilities");

            migrationBuilder.DropTable(
                name: "scope_areas");

            migrationBuilder.DropTable(
                name: "scope_issues");

            migrationBuilder.DropTable(
                name: "scope_network_changes");

            migrationBuilder.DropTable(
                name: "scope_parties");

            migrationBuilder.DropTable(
                name: "secrecy_holders");

            migrationBuilder.DropTable(
                name: "secrecy_lowerings");

            migrationBuilder.DropTable(
                name: "secrecy_openings");

            migrationBuilder.DropTable(
                name: "secrecy_readers");

            migrationBuilder.DropTable(
                name: "treatment_item_controls");

            migrationBuilder.DropTable(
                name: "treatment_notes");

            migrationBuilder.DropTable(
                name: "treatment_residual_reviews");

            migrationBuilder.DropTable(
                name: "treatment_self_checks");

            migrationBuilder.DropTable(
                name: "applicability_versions");

            migrationBuilder.DropTable(
                name: "applicability_implementations");

            migrationBuilder.DropTable(
                name: "assets_confirmation_cycles");

            migrationBuilder.DropTable(
                name: "assets_important_lists");

            migrationBuilder.DropTable(
                name: "communication_announcements");

            migrationBuilder.DropTable(
                name: "communication_plan");

            migrationBuilder.DropTable(
                name: "communication_meetings");

            migrationBuilder.DropTable(
                name: "compliance_checks");

            migrationBuilder.DropTable(
                name: "compliance_evaluations");

            migrationBuilder.DropTable(
                name: "compliance_licence_checks");

            migrationBuilder.DropTable(
                name: "compliance_laws");

            migrationBuilder.DropTable(
                name: "compliance_duties");

            migrationBuilder.DropTable(
                name: "compliance_licences");

            migrationBuilder.DropTable(
                name: "disclosure_secrets");

            migrationBuilder.DropTable(
                name: "disclosure_carriers");

            migrationBuilder.DropTable(
                name: "disclosure_transfers");

            migrationBuilder.DropTable(
                name: "documents_versions");

            migrationBuilder.DropTable(
                name: "kernel_account_lists");

            migrationBuilder.DropTable(
                name: "kernel_notices");

            migrationBuilder.DropTable(
                name: "kernel_approvals");

            migrationBuilder.DropTable(
                name: "kernel_users");

            migrationBuilder.DropTable(
                name: "objectives_results");

            migrationBuilder.DropTable(
                name: "organization_posts");

            migrationBuilder.DropTable(
                name: "kernel_appointments");

            migrationBuilder.DropTable(
                name: "organization_letters");

            migrationBuilder.DropTable(
                name: "organization_matrix_columns");

            migrationBuilder.DropTable(
                name: "organization_promise_texts");

            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropTable(
                name: "records_plans");

            migrationBuilder.DropTable(
                name: "resources_competence_records");

            migrationBuilder.DropTable(
                name: "resources_competence_requirements");

            migrationBuilder.DropTable(
                name: "resources_requests");

            migrationBuilder.DropTable(
                name: "risks_reassessment_prompts");

            migrationBuilder.DropTable(
                name: "scope_drawings");

            migrationBuilder.DropTable(
                name: "records_records");

            migrationBuilder.DropTable(
                name: "secrecy_schemes");

            migrationBuilder.DropTable(
                name: "treatment_residual_risks");

            migrationBuilder.DropTable(
                name: "documents_external");

            migrationBuilder.DropTable(
                name: "communication_contacts");

            migrationBuilder.DropTable(
                name: "disclosure_channels");

            migrationBuilder.DropTable(
                name: "documents_documents");

            migrationBuilder.DropTable(
                name: "kernel_files");

            migrationBuilder.DropTable(
                name: "kernel_work");

            migrationBuilder.DropTable(
                name: "objectives_measures");

            migrationBuilder.DropTable(
                name: "organization_matrices");

            migrationBuilder.DropTable(
                name: "resources_competence_profiles");

            migrationBuilder.DropTable(
                name: "treatment_items");

            migrationBuilder.DropTable(
                name: "scope_statements");

            migrationBuilder.DropTable(
                name: "records_disposals");

            migrationBuilder.DropTable(
                name: "records_form_versions");

            migrationBuilder.DropTable(
                name: "treatment_residual_reports");

            migrationBuilder.DropTable(
                name: "documents_kinds");

            migrationBuilder.DropTable(
                name: "objectives_lines");

            migrationBuilder.DropTable(
                name: "objectives_sets");

            migrationBuilder.DropTable(
                name: "risks_risks");

            migrationBuilder.DropTable(
                name: "records_forms");

            migrationBuilder.DropTable(
                name: "treatment_plans");

            migrationBuilder.DropTable(
                name: "assets_assets");

            migrationBuilder.DropTable(
                name: "risks_assessments");

            migrationBuilder.DropTable(
                name: "kernel_people");

            migrationBuilder.DropTable(
                name: "criteria_versions");

            migrationBuilder.DropTable(
                name: "kernel_departments");
        }
    }
}
