using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class EmptiedCartLines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(name: "ck_cart_line_quantity", table: "cart_line");

            migrationBuilder.AddCheckConstraint(name: "ck_cart_line_quantity", table: "cart_line", sql: "quantity >= 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(name: "ck_cart_line_quantity", table: "cart_line");

            migrationBuilder.AddCheckConstraint(name: "ck_cart_line_quantity", table: "cart_line", sql: "quantity > 0");
        }
    }
}
