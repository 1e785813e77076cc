using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class InitialSchema : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    balance = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account", x => new { x.shop_id, x.key });
                }
            );

            migrationBuilder.CreateTable(
                name: "bond",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sharer_id = table.Column<long>(type: "bigint", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bond", x => new { x.shop_id, x.member_id });
                    table.CheckConstraint("ck_bond_self", "sharer_id <> member_id");
                }
            );

            migrationBuilder.CreateTable(
                name: "bond_event",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    sharer_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    cause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    touch_id = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bond_event", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "claim",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    pool_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    holder = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    part = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    returned = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_claim_quantity", "quantity > 0 AND returned >= 0 AND returned <= quantity");
                }
            );

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    request_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    result = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency", x => new { x.shop_id, x.key });
                }
            );

            migrationBuilder.CreateTable(
                name: "job",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    dedup_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<long>(type: "bigint", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "pool",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<long>(type: "bigint", nullable: false),
                    taken = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pool", x => new { x.shop_id, x.key });
                    table.CheckConstraint("ck_pool_bounds", "total >= 0 AND held >= 0 AND taken >= 0 AND taken + held <= total");
                }
            );

            migrationBuilder.CreateTable(
                name: "posting",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    from_account = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    to_account = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    source_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    explanation = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    posted_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posting", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_posting_amount", "amount > 0 AND from_account <> to_account");
                }
            );

            migrationBuilder.CreateTable(
                name: "share",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    sharer_id = table.Column<long>(type: "bigint", nullable: false),
                    target_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    target_id = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    parent_touch_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_share", x => new { x.shop_id, x.code });
                }
            );

            migrationBuilder.CreateTable(
                name: "touch",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    share_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    sharer_id = table.Column<long>(type: "bigint", nullable: false),
                    target_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    target_id = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    parent_touch_id = table.Column<long>(type: "bigint", nullable: true),
                    visitor_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touch", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateIndex(name: "ix_bond_sharer_id", table: "bond", columns: new[] { "shop_id", "sharer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bond_event_member_id_at",
                table: "bond_event",
                columns: new[] { "shop_id", "member_id", "at" }
            );

            migrationBuilder.CreateIndex(name: "ix_claim_holder", table: "claim", columns: new[] { "shop_id", "holder" });

            migrationBuilder.CreateIndex(name: "ix_claim_pool_key", table: "claim", columns: new[] { "shop_id", "pool_key" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_created_at",
                table: "idempotency",
                columns: new[] { "shop_id", "created_at" }
            );

            migrationBuilder.CreateIndex(name: "ix_job_state_due_at", table: "job", columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(name: "ux_job_dedup_key", table: "job", columns: new[] { "shop_id", "dedup_key" }, unique: true);

            migrationBuilder.CreateIndex(name: "ix_posting_from_account", table: "posting", columns: new[] { "shop_id", "from_account" });

            migrationBuilder.CreateIndex(name: "ix_posting_to_account", table: "posting", columns: new[] { "shop_id", "to_account" });

            migrationBuilder.CreateIndex(
                name: "ux_posting_source_type_source_id",
                table: "posting",
                columns: new[] { "shop_id", "source_type", "source_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_share_sharer_id", table: "share", columns: new[] { "shop_id", "sharer_id" });

            migrationBuilder.CreateIndex(name: "ix_touch_at", table: "touch", columns: new[] { "shop_id", "at" });

            migrationBuilder.CreateIndex(name: "ix_touch_member_id_at", table: "touch", columns: new[] { "shop_id", "member_id", "at" });

            migrationBuilder.CreateIndex(name: "ix_touch_sharer_id_at", table: "touch", columns: new[] { "shop_id", "sharer_id", "at" });

            migrationBuilder.CreateIndex(name: "ix_touch_visitor_id", table: "touch", columns: new[] { "shop_id", "visitor_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "account");

            migrationBuilder.DropTable(name: "bond");

            migrationBuilder.DropTable(name: "bond_event");

            migrationBuilder.DropTable(name: "claim");

            migrationBuilder.DropTable(name: "idempotency");

            migrationBuilder.DropTable(name: "job");

            migrationBuilder.DropTable(name: "pool");

            migrationBuilder.DropTable(name: "posting");

            migrationBuilder.DropTable(name: "share");

            migrationBuilder.DropTable(name: "touch");
        }
    }
}
