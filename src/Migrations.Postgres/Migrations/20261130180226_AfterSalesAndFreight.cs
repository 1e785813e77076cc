using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AfterSalesAndFreight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(name: "asked_fen", table: "refund", type: "bigint", nullable: false, defaultValue: 0L);

            migrationBuilder.AddColumn<long>(name: "due_at", table: "refund", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<string>(name: "pictures", table: "refund", type: "text", nullable: false, defaultValue: "[]");

            migrationBuilder.AddColumn<string>(name: "replacement", table: "refund", type: "text", nullable: true);

            migrationBuilder.AddColumn<string>(name: "return_to", table: "refund", type: "text", nullable: true);

            migrationBuilder.AddColumn<string>(name: "sent_back", table: "refund", type: "text", nullable: true);

            migrationBuilder.AddColumn<long>(name: "freight_template_id", table: "product", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<int>(name: "open_after_sales", table: "order", type: "integer", nullable: false, defaultValue: 0);

            // Until now a request was always agreed to as a whole, and one that waits is what is open.
            migrationBuilder.Sql("UPDATE refund SET asked_fen = amount_fen");
            migrationBuilder.Sql(
                "UPDATE \"order\" SET open_after_sales = (SELECT count(*) FROM refund r "
                    + "WHERE r.shop_id = \"order\".shop_id AND r.order_id = \"order\".id AND r.state = 'Requested')"
            );

            migrationBuilder.CreateTable(
                name: "freight_template",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    zones = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_freight_template", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "refund_entry",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    refund_id = table.Column<long>(type: "bigint", nullable: false),
                    side = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    staff_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    pictures = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund_entry", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateIndex(name: "ix_refund_due_at", table: "refund", column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_refund_entry_refund_id",
                table: "refund_entry",
                columns: new[] { "shop_id", "refund_id" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "freight_template");

            migrationBuilder.DropTable(name: "refund_entry");

            migrationBuilder.DropIndex(name: "ix_refund_due_at", table: "refund");

            migrationBuilder.DropColumn(name: "asked_fen", table: "refund");

            migrationBuilder.DropColumn(name: "due_at", table: "refund");

            migrationBuilder.DropColumn(name: "pictures", table: "refund");

            migrationBuilder.DropColumn(name: "replacement", table: "refund");

            migrationBuilder.DropColumn(name: "return_to", table: "refund");

            migrationBuilder.DropColumn(name: "sent_back", table: "refund");

            migrationBuilder.DropColumn(name: "freight_template_id", table: "product");

            migrationBuilder.DropColumn(name: "open_after_sales", table: "order");
        }
    }
}
