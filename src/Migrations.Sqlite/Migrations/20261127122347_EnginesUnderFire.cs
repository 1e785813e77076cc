using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EnginesUnderFire : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "drop_reason", table: "job", type: "TEXT", maxLength: 200, nullable: true);

            migrationBuilder.AddColumn<string>(name: "dropped_by", table: "job", type: "TEXT", maxLength: 80, nullable: true);

            migrationBuilder.CreateTable(
                name: "book_examination",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    run_id = table.Column<long>(type: "INTEGER", nullable: false),
                    check = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    rows = table.Column<long>(type: "INTEGER", nullable: false),
                    difference_count = table.Column<int>(type: "INTEGER", nullable: false),
                    differences = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_book_examination", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "posting_seal",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    last_posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    postings = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    sealed_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posting_seal", x => new { x.shop_id, x.number });
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_book_examination_run_id",
                table: "book_examination",
                columns: new[] { "shop_id", "run_id" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "book_examination");

            migrationBuilder.DropTable(name: "posting_seal");

            migrationBuilder.DropColumn(name: "drop_reason", table: "job");

            migrationBuilder.DropColumn(name: "dropped_by", table: "job");
        }
    }
}
