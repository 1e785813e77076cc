using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PostingsInTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_posting_from_account", table: "posting");

            migrationBuilder.DropIndex(name: "ix_posting_to_account", table: "posting");

            migrationBuilder.CreateIndex(
                name: "ix_posting_from_account_posted_at_id_amount",
                table: "posting",
                columns: new[] { "shop_id", "from_account", "posted_at", "id", "amount" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_posting_to_account_posted_at_id_amount",
                table: "posting",
                columns: new[] { "shop_id", "to_account", "posted_at", "id", "amount" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_posting_from_account_posted_at_id_amount", table: "posting");

            migrationBuilder.DropIndex(name: "ix_posting_to_account_posted_at_id_amount", table: "posting");

            migrationBuilder.CreateIndex(name: "ix_posting_from_account", table: "posting", columns: new[] { "shop_id", "from_account" });

            migrationBuilder.CreateIndex(name: "ix_posting_to_account", table: "posting", columns: new[] { "shop_id", "to_account" });
        }
    }
}
