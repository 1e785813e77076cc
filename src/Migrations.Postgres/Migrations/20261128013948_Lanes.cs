using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Lanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(name: "ck_refund_amount", table: "refund");

            migrationBuilder.DropCheckConstraint(name: "ck_order_line_money", table: "order_line");

            migrationBuilder.DropCheckConstraint(name: "ck_order_money", table: "order");

            migrationBuilder.AddColumn<long>(name: "cash_fen", table: "refund", type: "bigint", nullable: false, defaultValue: 0L);

            migrationBuilder.AddColumn<string>(name: "tenders", table: "refund", type: "text", nullable: false, defaultValue: "[]");

            migrationBuilder.AddColumn<long>(name: "base_fen", table: "order_line", type: "bigint", nullable: false, defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(name: "is_gift", table: "order_line", type: "boolean", nullable: false, defaultValue: false);

            migrationBuilder.AddColumn<long>(name: "points", table: "order_line", type: "bigint", nullable: false, defaultValue: 0L);

            migrationBuilder.AddColumn<long>(name: "tender_fen", table: "order", type: "bigint", nullable: false, defaultValue: 0L);

            // Orders before there were balances were paid by cash alone, all of it counting for commission.
            migrationBuilder.Sql("UPDATE order_line SET base_fen = payable_fen");
            migrationBuilder.Sql("UPDATE refund SET cash_fen = amount_fen");

            migrationBuilder.CreateTable(
                name: "coupon",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    template_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: true),
                    why = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    taken_at = table.Column<long>(type: "bigint", nullable: false),
                    usable_from = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coupon", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "coupon_template",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    terms = table.Column<string>(type: "text", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    per_member = table.Column<int>(type: "integer", nullable: false),
                    in_centre = table.Column<bool>(type: "boolean", nullable: false),
                    is_stopped = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coupon_template", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_coupon_template", "total > 0 AND per_member > 0");
                }
            );

            migrationBuilder.CreateTable(
                name: "order_earning",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    used = table.Column<long>(type: "bigint", nullable: false),
                    used_back = table.Column<long>(type: "bigint", nullable: false),
                    points_ppm = table.Column<long>(type: "bigint", nullable: false),
                    growth_per_yuan = table.Column<long>(type: "bigint", nullable: false),
                    points = table.Column<long>(type: "bigint", nullable: false),
                    growth = table.Column<long>(type: "bigint", nullable: false),
                    is_credited = table.Column<bool>(type: "boolean", nullable: false),
                    postings = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_earning", x => new { x.shop_id, x.order_id });
                    table.CheckConstraint("ck_order_earning", "used >= 0 AND used_back >= 0 AND used_back <= used");
                }
            );

            migrationBuilder.AddCheckConstraint(
                name: "ck_refund_amount",
                table: "refund",
                sql: "amount_fen >= 0 AND freight_fen >= 0 AND cash_fen >= 0 AND cash_fen <= amount_fen"
            );

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_line_money",
                table: "order_line",
                sql: "quantity > 0 AND payable_fen >= 0 AND base_fen >= 0 AND base_fen <= payable_fen AND points >= 0 AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= payable_fen AND refunded_quantity + refunding_quantity <= quantity"
            );

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_money",
                table: "order",
                sql: "payable_fen >= 0 AND tender_fen >= 0 AND tender_fen <= payable_fen AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= paid_fen"
            );

            migrationBuilder.CreateIndex(
                name: "ix_coupon_member_id_state",
                table: "coupon",
                columns: new[] { "shop_id", "member_id", "state" }
            );

            migrationBuilder.CreateIndex(name: "ix_coupon_order_id", table: "coupon", columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(name: "ix_coupon_template_id", table: "coupon", columns: new[] { "shop_id", "template_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "coupon");

            migrationBuilder.DropTable(name: "coupon_template");

            migrationBuilder.DropTable(name: "order_earning");

            migrationBuilder.DropCheckConstraint(name: "ck_refund_amount", table: "refund");

            migrationBuilder.DropCheckConstraint(name: "ck_order_line_money", table: "order_line");

            migrationBuilder.DropCheckConstraint(name: "ck_order_money", table: "order");

            migrationBuilder.DropColumn(name: "cash_fen", table: "refund");

            migrationBuilder.DropColumn(name: "tenders", table: "refund");

            migrationBuilder.DropColumn(name: "base_fen", table: "order_line");

            migrationBuilder.DropColumn(name: "is_gift", table: "order_line");

            migrationBuilder.DropColumn(name: "points", table: "order_line");

            migrationBuilder.DropColumn(name: "tender_fen", table: "order");

            migrationBuilder.AddCheckConstraint(name: "ck_refund_amount", table: "refund", sql: "amount_fen >= 0 AND freight_fen >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_line_money",
                table: "order_line",
                sql: "quantity > 0 AND payable_fen >= 0 AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= payable_fen AND refunded_quantity + refunding_quantity <= quantity"
            );

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_money",
                table: "order",
                sql: "payable_fen >= 0 AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= paid_fen"
            );
        }
    }
}
