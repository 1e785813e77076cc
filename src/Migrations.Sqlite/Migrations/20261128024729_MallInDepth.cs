using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MallInDepth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(name: "ck_order_line_money", table: "order_line");

            migrationBuilder.AddColumn<long>(name: "redeemed_at", table: "recipient", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<string>(name: "pickup", table: "recipient", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "shipped_quantity",
                table: "order_line",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<string>(
                name: "delivery",
                table: "order",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Express"
            );

            migrationBuilder.AddColumn<string>(name: "flag", table: "order", type: "TEXT", maxLength: 40, nullable: true);

            migrationBuilder.AddColumn<string>(name: "invoice", table: "order", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(name: "invoice_state", table: "order", type: "TEXT", maxLength: 40, nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_address_incomplete",
                table: "order",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<int>(name: "parcel_count", table: "order", type: "INTEGER", nullable: false, defaultValue: 0);

            migrationBuilder.AddColumn<string>(name: "receiver_phone_index", table: "order", type: "TEXT", maxLength: 64, nullable: true);

            migrationBuilder.AddColumn<string>(name: "receiver_phone_tail", table: "order", type: "TEXT", maxLength: 4, nullable: true);

            migrationBuilder.CreateTable(
                name: "order_edit",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    staff_id = table.Column<long>(type: "INTEGER", nullable: false),
                    staff_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    detail = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_edit", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "parcel",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    recipient_no = table.Column<int>(type: "INTEGER", nullable: false),
                    company = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    tracking_no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    pieces = table.Column<string>(type: "TEXT", nullable: false),
                    shipped_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parcel", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "product_rating",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    star_sum = table.Column<int>(type: "INTEGER", nullable: false),
                    good = table.Column<int>(type: "INTEGER", nullable: false),
                    medium = table.Column<int>(type: "INTEGER", nullable: false),
                    bad = table.Column<int>(type: "INTEGER", nullable: false),
                    with_pictures = table.Column<int>(type: "INTEGER", nullable: false),
                    appended = table.Column<int>(type: "INTEGER", nullable: false),
                    hidden = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_rating", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_product_rating_sum", "count >= 0 AND good + medium + bad = count");
                }
            );

            migrationBuilder.CreateTable(
                name: "redemption",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    subject_id = table.Column<long>(type: "INTEGER", nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    store_id = table.Column<long>(type: "INTEGER", nullable: true),
                    store = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    used_by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_redemption", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "review",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_no = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    line_id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    spec_text = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    image_url = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    pictures = table.Column<string>(type: "TEXT", nullable: false),
                    is_anonymous = table.Column<bool>(type: "INTEGER", nullable: false),
                    append_text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    append_pictures = table.Column<string>(type: "TEXT", nullable: false),
                    appended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reply = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    replied_at = table.Column<long>(type: "INTEGER", nullable: true),
                    hidden_reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    hidden_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_pinned = table.Column<bool>(type: "INTEGER", nullable: false),
                    has_pictures = table.Column<bool>(type: "INTEGER", nullable: false),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_review_stars", "stars >= 1 AND stars <= 5");
                }
            );

            migrationBuilder.CreateTable(
                name: "store",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    province = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    city = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    district = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    detail = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    hours = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    lng_micro = table.Column<int>(type: "INTEGER", nullable: true),
                    lat_micro = table.Column<int>(type: "INTEGER", nullable: true),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    can_pick_up = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store", x => new { x.shop_id, x.id });
                    table.CheckConstraint(
                        "ck_store_place",
                        "(lng_micro IS NULL OR (lng_micro >= -180000000 AND lng_micro <= 180000000)) AND (lat_micro IS NULL OR (lat_micro >= -90000000 AND lat_micro <= 90000000))"
                    );
                }
            );

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_line_money",
                table: "order_line",
                sql: "quantity > 0 AND payable_fen >= 0 AND base_fen >= 0 AND base_fen <= payable_fen AND points >= 0 AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= payable_fen AND refunded_quantity + refunding_quantity <= quantity AND shipped_quantity >= 0 AND shipped_quantity <= quantity"
            );

            migrationBuilder.CreateIndex(name: "ix_order_invoice_state", table: "order", columns: new[] { "shop_id", "invoice_state" });

            migrationBuilder.CreateIndex(
                name: "ix_order_receiver_phone_index",
                table: "order",
                columns: new[] { "shop_id", "receiver_phone_index" }
            );

            migrationBuilder.CreateIndex(name: "ix_order_edit_order_id", table: "order_edit", columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(name: "ix_parcel_tracking_no", table: "parcel", columns: new[] { "shop_id", "tracking_no" });

            migrationBuilder.CreateIndex(
                name: "ux_parcel_order_id_no",
                table: "parcel",
                columns: new[] { "shop_id", "order_id", "no" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_redemption_subject_id", table: "redemption", columns: new[] { "shop_id", "subject_id" });

            migrationBuilder.CreateIndex(name: "ix_redemption_used_at", table: "redemption", columns: new[] { "shop_id", "used_at" });

            migrationBuilder.CreateIndex(
                name: "ux_redemption_code",
                table: "redemption",
                columns: new[] { "shop_id", "code" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_review_member_id", table: "review", columns: new[] { "shop_id", "member_id" });

            migrationBuilder.CreateIndex(name: "ix_review_order_id", table: "review", columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(name: "ix_review_product_id", table: "review", columns: new[] { "shop_id", "product_id" });

            migrationBuilder.CreateIndex(name: "ux_review_line_id", table: "review", columns: new[] { "shop_id", "line_id" }, unique: true);

            // What left the house before there were parcels left in one parcel for each recipient, with everything in it.
            migrationBuilder.Sql(
                "INSERT INTO parcel (shop_id, id, order_id, no, recipient_no, company, tracking_no, pieces, shipped_at) "
                    + "SELECT r.shop_id, r.id, r.order_id, r.no, r.no, COALESCE(r.company, ''), COALESCE(r.tracking_no, ''), "
                    + "(SELECT json_group_array(json_object('lineId', CAST(l.id AS TEXT), 'quantity', l.quantity)) "
                    + "FROM order_line l WHERE l.shop_id = r.shop_id AND l.order_id = r.order_id), r.shipped_at "
                    + "FROM recipient r WHERE r.shipped_at IS NOT NULL"
            );
            migrationBuilder.Sql(
                "UPDATE order_line SET shipped_quantity = quantity WHERE EXISTS "
                    + "(SELECT 1 FROM parcel p WHERE p.shop_id = order_line.shop_id AND p.order_id = order_line.order_id)"
            );
            migrationBuilder.Sql(
                "UPDATE \"order\" SET parcel_count = 1 WHERE EXISTS "
                    + "(SELECT 1 FROM parcel p WHERE p.shop_id = \"order\".shop_id AND p.order_id = \"order\".id)"
            );

            migrationBuilder.DropColumn(name: "company", table: "recipient");

            migrationBuilder.DropColumn(name: "tracking_no", table: "recipient");

            migrationBuilder.DropColumn(name: "shipped_at", table: "recipient");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "order_edit");

            migrationBuilder.DropTable(name: "parcel");

            migrationBuilder.DropTable(name: "product_rating");

            migrationBuilder.DropTable(name: "redemption");

            migrationBuilder.DropTable(name: "review");

            migrationBuilder.DropTable(name: "store");

            migrationBuilder.DropCheckConstraint(name: "ck_order_line_money", table: "order_line");

            migrationBuilder.DropIndex(name: "ix_order_invoice_state", table: "order");

            migrationBuilder.DropIndex(name: "ix_order_receiver_phone_index", table: "order");

            migrationBuilder.DropColumn(name: "pickup", table: "recipient");

            migrationBuilder.DropColumn(name: "shipped_quantity", table: "order_line");

            migrationBuilder.DropColumn(name: "delivery", table: "order");

            migrationBuilder.DropColumn(name: "flag", table: "order");

            migrationBuilder.DropColumn(name: "invoice", table: "order");

            migrationBuilder.DropColumn(name: "invoice_state", table: "order");

            migrationBuilder.DropColumn(name: "is_address_incomplete", table: "order");

            migrationBuilder.DropColumn(name: "parcel_count", table: "order");

            migrationBuilder.DropColumn(name: "receiver_phone_index", table: "order");

            migrationBuilder.DropColumn(name: "receiver_phone_tail", table: "order");

            migrationBuilder.DropColumn(name: "redeemed_at", table: "recipient");

            migrationBuilder.AddColumn<long>(name: "shipped_at", table: "recipient", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<string>(name: "company", table: "recipient", type: "TEXT", maxLength: 40, nullable: true);

            migrationBuilder.AddColumn<string>(name: "tracking_no", table: "recipient", type: "TEXT", maxLength: 40, nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_line_money",
                table: "order_line",
                sql: "quantity > 0 AND payable_fen >= 0 AND base_fen >= 0 AND base_fen <= payable_fen AND points >= 0 AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= payable_fen AND refunded_quantity + refunding_quantity <= quantity"
            );
        }
    }
}
