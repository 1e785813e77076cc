using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PartialOrderIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_order_after_sale_ends_at", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_auto_receive_at", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_invoice_state", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_paid_at", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_pay_before", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_receiver_phone_index", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_source_ref", table: "order");

            migrationBuilder.CreateIndex(
                name: "ix_order_after_sale_ends_at",
                table: "order",
                column: "after_sale_ends_at",
                filter: "after_sale_ends_at IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_auto_receive_at",
                table: "order",
                column: "auto_receive_at",
                filter: "auto_receive_at IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_invoice_state",
                table: "order",
                columns: new[] { "shop_id", "invoice_state" },
                filter: "invoice_state IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_paid_at",
                table: "order",
                columns: new[] { "shop_id", "paid_at" },
                filter: "paid_at IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_pay_before",
                table: "order",
                column: "pay_before",
                filter: "pay_before IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_receiver_phone_index",
                table: "order",
                columns: new[] { "shop_id", "receiver_phone_index" },
                filter: "receiver_phone_index IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_source_ref",
                table: "order",
                columns: new[] { "shop_id", "source_ref" },
                filter: "source_ref IS NOT NULL"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_order_after_sale_ends_at", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_auto_receive_at", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_invoice_state", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_paid_at", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_pay_before", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_receiver_phone_index", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_source_ref", table: "order");

            migrationBuilder.CreateIndex(name: "ix_order_after_sale_ends_at", table: "order", column: "after_sale_ends_at");

            migrationBuilder.CreateIndex(name: "ix_order_auto_receive_at", table: "order", column: "auto_receive_at");

            migrationBuilder.CreateIndex(name: "ix_order_invoice_state", table: "order", columns: new[] { "shop_id", "invoice_state" });

            migrationBuilder.CreateIndex(name: "ix_order_paid_at", table: "order", columns: new[] { "shop_id", "paid_at" });

            migrationBuilder.CreateIndex(name: "ix_order_pay_before", table: "order", column: "pay_before");

            migrationBuilder.CreateIndex(
                name: "ix_order_receiver_phone_index",
                table: "order",
                columns: new[] { "shop_id", "receiver_phone_index" }
            );

            migrationBuilder.CreateIndex(name: "ix_order_source_ref", table: "order", columns: new[] { "shop_id", "source_ref" });
        }
    }
}
