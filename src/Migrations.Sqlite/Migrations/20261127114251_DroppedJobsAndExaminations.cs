using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DroppedJobsAndExaminations : Migration
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

            migrationBuilder.DropColumn(name: "drop_reason", table: "job");

            migrationBuilder.DropColumn(name: "dropped_by", table: "job");
        }
    }
}
