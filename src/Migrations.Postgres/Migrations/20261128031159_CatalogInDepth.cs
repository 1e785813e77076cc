using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class CatalogInDepth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "search_text",
                table: "product",
                type: "character varying(800)",
                maxLength: 800,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(322)",
                oldMaxLength: 322
            );

            migrationBuilder.AddColumn<long>(name: "brand_id", table: "product", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "crossed_basis",
                table: "product",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true
            );

            migrationBuilder.AddColumn<bool>(name: "is_virtual", table: "product", type: "boolean", nullable: false, defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "keywords",
                table: "product",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<int>(name: "limit_per_member", table: "product", type: "integer", nullable: true);

            migrationBuilder.AddColumn<long>(name: "off_shelf_at", table: "product", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<long>(name: "on_shelf_at", table: "product", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<string>(name: "promises", table: "product", type: "text", nullable: false, defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(name: "revision", table: "product", type: "integer", nullable: false, defaultValue: 0);

            migrationBuilder.AddColumn<int>(name: "stock_alarm", table: "product", type: "integer", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tag_text",
                table: "product",
                type: "character varying(251)",
                maxLength: 251,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<string>(name: "tags", table: "product", type: "text", nullable: false, defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "unit",
                table: "product",
                type: "character varying(12)",
                maxLength: 12,
                nullable: false,
                defaultValueSql: "'件'"
            );

            migrationBuilder.AddColumn<string>(
                name: "video_url",
                table: "product",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "crossed_basis",
                table: "price_change",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "brand",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    logo_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    sort = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_brand", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "goods_group",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    sort = table.Column<int>(type: "integer", nullable: false),
                    tag = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    product_ids = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_goods_group", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "goods_import",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    row_count = table.Column<int>(type: "integer", nullable: false),
                    bad_count = table.Column<int>(type: "integer", nullable: false),
                    product_count = table.Column<int>(type: "integer", nullable: false),
                    actor = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_goods_import", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "import_item",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<string>(type: "text", nullable: false),
                    product = table.Column<string>(type: "text", nullable: true),
                    faults = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_item", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "product_companions",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    others = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_companions", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateIndex(name: "ix_product_brand_id", table: "product", columns: new[] { "shop_id", "brand_id" });

            migrationBuilder.CreateIndex(name: "ix_product_off_shelf_at", table: "product", column: "off_shelf_at");

            migrationBuilder.CreateIndex(name: "ix_product_on_shelf_at", table: "product", column: "on_shelf_at");

            migrationBuilder.CreateIndex(
                name: "ix_import_item_import_id_state_line",
                table: "import_item",
                columns: new[] { "shop_id", "import_id", "state", "line" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "brand");

            migrationBuilder.DropTable(name: "goods_group");

            migrationBuilder.DropTable(name: "goods_import");

            migrationBuilder.DropTable(name: "import_item");

            migrationBuilder.DropTable(name: "product_companions");

            migrationBuilder.DropIndex(name: "ix_product_brand_id", table: "product");

            migrationBuilder.DropIndex(name: "ix_product_off_shelf_at", table: "product");

            migrationBuilder.DropIndex(name: "ix_product_on_shelf_at", table: "product");

            migrationBuilder.DropColumn(name: "brand_id", table: "product");

            migrationBuilder.DropColumn(name: "crossed_basis", table: "product");

            migrationBuilder.DropColumn(name: "is_virtual", table: "product");

            migrationBuilder.DropColumn(name: "keywords", table: "product");

            migrationBuilder.DropColumn(name: "limit_per_member", table: "product");

            migrationBuilder.DropColumn(name: "off_shelf_at", table: "product");

            migrationBuilder.DropColumn(name: "on_shelf_at", table: "product");

            migrationBuilder.DropColumn(name: "promises", table: "product");

            migrationBuilder.DropColumn(name: "revision", table: "product");

            migrationBuilder.DropColumn(name: "stock_alarm", table: "product");

            migrationBuilder.DropColumn(name: "tag_text", table: "product");

            migrationBuilder.DropColumn(name: "tags", table: "product");

            migrationBuilder.DropColumn(name: "unit", table: "product");

            migrationBuilder.DropColumn(name: "video_url", table: "product");

            migrationBuilder.DropColumn(name: "crossed_basis", table: "price_change");

            migrationBuilder.AlterColumn<string>(
                name: "search_text",
                table: "product",
                type: "character varying(322)",
                maxLength: 322,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(800)",
                oldMaxLength: 800
            );
        }
    }
}
