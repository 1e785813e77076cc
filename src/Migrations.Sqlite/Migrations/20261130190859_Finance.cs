using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Finance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bill_difference",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    out_trade_no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    out_refund_no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    channel_no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    order_id = table.Column<long>(type: "INTEGER", nullable: true),
                    our_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    their_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    our_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    their_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    found_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    settled_by = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bill_difference", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "trade_bill_check",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    payments = table.Column<int>(type: "INTEGER", nullable: false),
                    paid_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    refunds = table.Column<int>(type: "INTEGER", nullable: false),
                    refunded_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    differences = table.Column<int>(type: "INTEGER", nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    checked_by = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trade_bill_check", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateIndex(name: "ix_bill_difference_day", table: "bill_difference", columns: new[] { "shop_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_bill_difference_state_id",
                table: "bill_difference",
                columns: new[] { "shop_id", "state", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_trade_bill_check_day",
                table: "trade_bill_check",
                columns: new[] { "shop_id", "day" },
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "bill_difference");

            migrationBuilder.DropTable(name: "trade_bill_check");
        }
    }
}
