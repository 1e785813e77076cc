using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Banyan.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class InitialSchema : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    balance = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account", x => new { x.shop_id, x.key });
                }
            );

            migrationBuilder.CreateTable(
                name: "bond",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sharer_id = table.Column<long>(type: "bigint", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bond", x => new { x.shop_id, x.member_id });
                    table.CheckConstraint("ck_bond_self", "sharer_id <> member_id");
                }
            );

            migrationBuilder.CreateTable(
                name: "bond_event",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    sharer_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    cause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    touch_id = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bond_event", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "campaign",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version_no = table.Column<int>(type: "integer", nullable: false),
                    starts_at = table.Column<long>(type: "bigint", nullable: false),
                    ends_at = table.Column<long>(type: "bigint", nullable: false),
                    draft = table.Column<string>(type: "text", nullable: true),
                    product_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "campaign_fact",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    value = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_fact", x => new { x.shop_id, x.key });
                }
            );

            migrationBuilder.CreateTable(
                name: "campaign_version",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    starts_at = table.Column<long>(type: "bigint", nullable: false),
                    ends_at = table.Column<long>(type: "bigint", nullable: false),
                    config = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<long>(type: "bigint", nullable: false),
                    published_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_version", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "cart_line",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    sku_id = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    selected = table.Column<bool>(type: "boolean", nullable: false),
                    added_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cart_line", x => new { x.shop_id, x.key });
                    table.CheckConstraint("ck_cart_line_quantity", "quantity > 0");
                }
            );

            migrationBuilder.CreateTable(
                name: "category",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    icon_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    sort = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_category", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "claim",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    pool_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    holder = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    part = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    returned = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_claim_quantity", "quantity > 0 AND returned >= 0 AND returned <= quantity");
                }
            );

            migrationBuilder.CreateTable(
                name: "commission",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    line_id = table.Column<long>(type: "bigint", nullable: false),
                    buyer_id = table.Column<long>(type: "bigint", nullable: false),
                    payee_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    plan = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rate = table.Column<string>(type: "text", nullable: false),
                    cap_ppm = table.Column<int>(type: "integer", nullable: true),
                    origin = table.Column<string>(type: "text", nullable: false),
                    base_fen = table.Column<long>(type: "bigint", nullable: false),
                    original_fen = table.Column<long>(type: "bigint", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    held_fen = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    postings = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    matured_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commission", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_commission_amounts", "amount_fen >= 0 AND held_fen >= 0 AND held_fen <= amount_fen");
                }
            );

            migrationBuilder.CreateTable(
                name: "distributor",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    applied_at = table.Column<long>(type: "bigint", nullable: false),
                    joined_at = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_distributor", x => new { x.shop_id, x.member_id });
                }
            );

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    request_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    result = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency", x => new { x.shop_id, x.key });
                }
            );

            migrationBuilder.CreateTable(
                name: "job",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    dedup_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<long>(type: "bigint", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "member",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    open_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    union_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    nickname = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    nickname_search = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false),
                    avatar_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    phone_sealed = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    phone_index = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    session_version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    last_seen_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "node_lease",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    node = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    holder = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    used_until = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_node_lease", x => new { x.shop_id, x.node });
                }
            );

            migrationBuilder.CreateTable(
                name: "order",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    no = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    hold = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    source_ref = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    goods_fen = table.Column<long>(type: "bigint", nullable: false),
                    discount_fen = table.Column<long>(type: "bigint", nullable: false),
                    freight_fen = table.Column<long>(type: "bigint", nullable: false),
                    payable_fen = table.Column<long>(type: "bigint", nullable: false),
                    paid_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunded_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunding_fen = table.Column<long>(type: "bigint", nullable: false),
                    remark = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    merchant_remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    quote = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    receiver_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attribution = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    pay_before = table.Column<long>(type: "bigint", nullable: true),
                    paid_at = table.Column<long>(type: "bigint", nullable: true),
                    shipped_at = table.Column<long>(type: "bigint", nullable: true),
                    auto_receive_at = table.Column<long>(type: "bigint", nullable: true),
                    received_at = table.Column<long>(type: "bigint", nullable: true),
                    after_sale_ends_at = table.Column<long>(type: "bigint", nullable: true),
                    completed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    close_reason = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order", x => new { x.shop_id, x.id });
                    table.CheckConstraint(
                        "ck_order_money",
                        "payable_fen >= 0 AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= paid_fen"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "order_line",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    sku_id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    category_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    spec_text = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    image_url = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    list_price_fen = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_fen = table.Column<long>(type: "bigint", nullable: false),
                    payable_fen = table.Column<long>(type: "bigint", nullable: false),
                    offer_ref = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    refunded_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunded_quantity = table.Column<int>(type: "integer", nullable: false),
                    refunding_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunding_quantity = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_line", x => new { x.shop_id, x.id });
                    table.CheckConstraint(
                        "ck_order_line_money",
                        "quantity > 0 AND payable_fen >= 0 AND refunded_fen >= 0 AND refunding_fen >= 0 AND refunded_fen + refunding_fen <= payable_fen AND refunded_quantity + refunding_quantity <= quantity"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "payment",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    transaction_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    out_trade_no = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    paid_at = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    use = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_payment_amount", "amount_fen > 0");
                }
            );

            migrationBuilder.CreateTable(
                name: "payment_part",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    label = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    out_trade_no = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    prepay_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    prepay_expires_at = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    transaction_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    paid_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_part", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "pool",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<long>(type: "bigint", nullable: false),
                    taken = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pool", x => new { x.shop_id, x.key });
                    table.CheckConstraint("ck_pool_bounds", "total >= 0 AND held >= 0 AND taken >= 0 AND taken + held <= total");
                }
            );

            migrationBuilder.CreateTable(
                name: "posting",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    from_account = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    to_account = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    source_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    explanation = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    posted_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posting", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_posting_amount", "amount > 0 AND from_account <> to_account");
                }
            );

            migrationBuilder.CreateTable(
                name: "price_change",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    sku_id = table.Column<long>(type: "bigint", nullable: false),
                    before_fen = table.Column<long>(type: "bigint", nullable: true),
                    price_fen = table.Column<long>(type: "bigint", nullable: false),
                    crossed_price_fen = table.Column<long>(type: "bigint", nullable: true),
                    actor = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_change", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "product",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    category_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subtitle = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    search_text = table.Column<string>(type: "character varying(322)", maxLength: 322, nullable: false),
                    pictures = table.Column<string>(type: "text", nullable: false),
                    detail_html = table.Column<string>(type: "text", nullable: false),
                    specs = table.Column<string>(type: "text", nullable: false),
                    limit_per_order = table.Column<int>(type: "integer", nullable: true),
                    sort = table.Column<int>(type: "integer", nullable: false),
                    on_shelf = table.Column<bool>(type: "boolean", nullable: false),
                    rates = table.Column<string>(type: "text", nullable: true),
                    price_fen = table.Column<long>(type: "bigint", nullable: false),
                    crossed_price_fen = table.Column<long>(type: "bigint", nullable: true),
                    sold_count = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_product_price", "price_fen > 0");
                }
            );

            migrationBuilder.CreateTable(
                name: "recipient",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    company = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    tracking_no = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    shipped_at = table.Column<long>(type: "bigint", nullable: true),
                    received_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recipient", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "refund",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    no = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    order_no = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    freight_fen = table.Column<long>(type: "bigint", nullable: false),
                    lines = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    reject_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    out_trade_no = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    payment_fen = table.Column<long>(type: "bigint", nullable: false),
                    channel_refund_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    accepted_at = table.Column<long>(type: "bigint", nullable: true),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_refund_amount", "amount_fen >= 0 AND freight_fen >= 0");
                }
            );

            migrationBuilder.CreateTable(
                name: "run",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    version_no = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    owner_member_id = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    taken = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    published_at = table.Column<long>(type: "bigint", nullable: true),
                    deadline_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "run_act",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: true),
                    order_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: true),
                    seed = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    effects = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_act", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "run_member",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    campaign_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: true),
                    is_new = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_member", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "run_notice",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_notice", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "saved_address",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    phone_sealed = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    province = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    city = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    district = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_address", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "share",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    sharer_id = table.Column<long>(type: "bigint", nullable: false),
                    target_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    target_id = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    parent_touch_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_share", x => new { x.shop_id, x.code });
                }
            );

            migrationBuilder.CreateTable(
                name: "shop",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    slug = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    settings = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_shop_owns_itself", "shop_id = id");
                }
            );

            migrationBuilder.CreateTable(
                name: "shop_document",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    json = table.Column<string>(type: "text", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_document", x => new { x.shop_id, x.name });
                }
            );

            migrationBuilder.CreateTable(
                name: "shop_secret",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    @sealed = table.Column<string>(name: "sealed", type: "character varying(1000)", maxLength: 1000, nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_secret", x => new { x.shop_id, x.name });
                }
            );

            migrationBuilder.CreateTable(
                name: "sku",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    spec_values = table.Column<string>(type: "text", nullable: false),
                    price_fen = table.Column<long>(type: "bigint", nullable: false),
                    crossed_price_fen = table.Column<long>(type: "bigint", nullable: true),
                    cost_fen = table.Column<long>(type: "bigint", nullable: true),
                    weight_grams = table.Column<int>(type: "integer", nullable: false),
                    barcode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    image_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    stock_pool = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sku", x => new { x.shop_id, x.id });
                    table.CheckConstraint("ck_sku_price", "price_fen > 0");
                }
            );

            migrationBuilder.CreateTable(
                name: "staff_member",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    login = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    password_hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    roles = table.Column<string>(type: "text", nullable: false),
                    disabled = table.Column<bool>(type: "boolean", nullable: false),
                    session_version = table.Column<int>(type: "integer", nullable: false),
                    last_login_at = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_member", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "system_value",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_system_value", x => new { x.shop_id, x.name });
                }
            );

            migrationBuilder.CreateTable(
                name: "touch",
                columns: table => new
                {
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    share_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    sharer_id = table.Column<long>(type: "bigint", nullable: false),
                    target_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    target_id = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    parent_touch_id = table.Column<long>(type: "bigint", nullable: true),
                    visitor_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touch", x => new { x.shop_id, x.id });
                }
            );

            migrationBuilder.CreateIndex(name: "ix_bond_sharer_id", table: "bond", columns: new[] { "shop_id", "sharer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bond_event_member_id_at",
                table: "bond_event",
                columns: new[] { "shop_id", "member_id", "at" }
            );

            migrationBuilder.CreateIndex(name: "ix_campaign_product_id", table: "campaign", columns: new[] { "shop_id", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_status_ends_at",
                table: "campaign",
                columns: new[] { "shop_id", "status", "ends_at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_campaign_fact_campaign_id",
                table: "campaign_fact",
                columns: new[] { "shop_id", "campaign_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_campaign_version_campaign_id",
                table: "campaign_version",
                columns: new[] { "shop_id", "campaign_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_campaign_version_key",
                table: "campaign_version",
                columns: new[] { "shop_id", "key" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_cart_line_member_id", table: "cart_line", columns: new[] { "shop_id", "member_id" });

            migrationBuilder.CreateIndex(name: "ix_claim_holder", table: "claim", columns: new[] { "shop_id", "holder" });

            migrationBuilder.CreateIndex(name: "ix_claim_pool_key", table: "claim", columns: new[] { "shop_id", "pool_key" });

            migrationBuilder.CreateIndex(name: "ix_commission_order_id", table: "commission", columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(name: "ix_commission_payee_id", table: "commission", columns: new[] { "shop_id", "payee_id" });

            migrationBuilder.CreateIndex(
                name: "ux_commission_line_id_role",
                table: "commission",
                columns: new[] { "shop_id", "line_id", "role" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_distributor_status", table: "distributor", columns: new[] { "shop_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_created_at",
                table: "idempotency",
                columns: new[] { "shop_id", "created_at" }
            );

            migrationBuilder.CreateIndex(name: "ix_job_state_due_at", table: "job", columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(name: "ux_job_dedup_key", table: "job", columns: new[] { "shop_id", "dedup_key" }, unique: true);

            migrationBuilder.CreateIndex(name: "ix_member_last_seen_at", table: "member", columns: new[] { "shop_id", "last_seen_at" });

            migrationBuilder.CreateIndex(name: "ux_member_open_id", table: "member", columns: new[] { "shop_id", "open_id" }, unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_member_phone_index",
                table: "member",
                columns: new[] { "shop_id", "phone_index" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_order_after_sale_ends_at", table: "order", column: "after_sale_ends_at");

            migrationBuilder.CreateIndex(name: "ix_order_auto_receive_at", table: "order", column: "auto_receive_at");

            migrationBuilder.CreateIndex(name: "ix_order_member_id", table: "order", columns: new[] { "shop_id", "member_id" });

            migrationBuilder.CreateIndex(name: "ix_order_paid_at", table: "order", columns: new[] { "shop_id", "paid_at" });

            migrationBuilder.CreateIndex(name: "ix_order_pay_before", table: "order", column: "pay_before");

            migrationBuilder.CreateIndex(name: "ix_order_source_ref", table: "order", columns: new[] { "shop_id", "source_ref" });

            migrationBuilder.CreateIndex(name: "ix_order_state", table: "order", columns: new[] { "shop_id", "state" });

            migrationBuilder.CreateIndex(name: "ux_order_no", table: "order", columns: new[] { "shop_id", "no" }, unique: true);

            migrationBuilder.CreateIndex(name: "ix_order_line_order_id", table: "order_line", columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(name: "ix_order_line_product_id", table: "order_line", columns: new[] { "shop_id", "product_id" });

            migrationBuilder.CreateIndex(name: "ix_payment_order_id", table: "payment", columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ux_payment_transaction_id",
                table: "payment",
                columns: new[] { "shop_id", "transaction_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_payment_part_order_id", table: "payment_part", columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(name: "ux_payment_part_out_trade_no", table: "payment_part", column: "out_trade_no", unique: true);

            migrationBuilder.CreateIndex(name: "ix_posting_from_account", table: "posting", columns: new[] { "shop_id", "from_account" });

            migrationBuilder.CreateIndex(name: "ix_posting_to_account", table: "posting", columns: new[] { "shop_id", "to_account" });

            migrationBuilder.CreateIndex(
                name: "ux_posting_source_type_source_id",
                table: "posting",
                columns: new[] { "shop_id", "source_type", "source_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_price_change_sku_id", table: "price_change", columns: new[] { "shop_id", "sku_id" });

            migrationBuilder.CreateIndex(name: "ix_product_category_id", table: "product", columns: new[] { "shop_id", "category_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_on_shelf_price_fen",
                table: "product",
                columns: new[] { "shop_id", "on_shelf", "price_fen" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_product_on_shelf_sold_count",
                table: "product",
                columns: new[] { "shop_id", "on_shelf", "sold_count" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_product_on_shelf_sort",
                table: "product",
                columns: new[] { "shop_id", "on_shelf", "sort" }
            );

            migrationBuilder.CreateIndex(name: "ix_recipient_order_id", table: "recipient", columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(name: "ix_refund_member_id", table: "refund", columns: new[] { "shop_id", "member_id" });

            migrationBuilder.CreateIndex(name: "ix_refund_order_id", table: "refund", columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(name: "ix_refund_state", table: "refund", columns: new[] { "shop_id", "state" });

            migrationBuilder.CreateIndex(name: "ux_refund_no", table: "refund", column: "no", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_run_campaign_id_status",
                table: "run",
                columns: new[] { "shop_id", "campaign_id", "status" }
            );

            migrationBuilder.CreateIndex(name: "ix_run_deadline_at", table: "run", column: "deadline_at");

            migrationBuilder.CreateIndex(name: "ix_run_act_run_id", table: "run_act", columns: new[] { "shop_id", "run_id" });

            migrationBuilder.CreateIndex(
                name: "ix_run_member_campaign_id_at",
                table: "run_member",
                columns: new[] { "shop_id", "campaign_id", "at" }
            );

            migrationBuilder.CreateIndex(name: "ix_run_member_member_id", table: "run_member", columns: new[] { "shop_id", "member_id" });

            migrationBuilder.CreateIndex(
                name: "ux_run_member_run_id_member_id",
                table: "run_member",
                columns: new[] { "shop_id", "run_id", "member_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_run_notice_run_id_member_id",
                table: "run_notice",
                columns: new[] { "shop_id", "run_id", "member_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_saved_address_member_id",
                table: "saved_address",
                columns: new[] { "shop_id", "member_id" }
            );

            migrationBuilder.CreateIndex(name: "ix_share_sharer_id", table: "share", columns: new[] { "shop_id", "sharer_id" });

            migrationBuilder.CreateIndex(name: "ux_shop_slug", table: "shop", column: "slug", unique: true);

            migrationBuilder.CreateIndex(name: "ix_sku_product_id", table: "sku", columns: new[] { "shop_id", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ux_staff_member_login",
                table: "staff_member",
                columns: new[] { "shop_id", "login" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_touch_at", table: "touch", columns: new[] { "shop_id", "at" });

            migrationBuilder.CreateIndex(name: "ix_touch_member_id_at", table: "touch", columns: new[] { "shop_id", "member_id", "at" });

            migrationBuilder.CreateIndex(name: "ix_touch_sharer_id_at", table: "touch", columns: new[] { "shop_id", "sharer_id", "at" });

            migrationBuilder.CreateIndex(name: "ix_touch_visitor_id", table: "touch", columns: new[] { "shop_id", "visitor_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "account");

            migrationBuilder.DropTable(name: "bond");

            migrationBuilder.DropTable(name: "bond_event");

            migrationBuilder.DropTable(name: "campaign");

            migrationBuilder.DropTable(name: "campaign_fact");

            migrationBuilder.DropTable(name: "campaign_version");

            migrationBuilder.DropTable(name: "cart_line");

            migrationBuilder.DropTable(name: "category");

            migrationBuilder.DropTable(name: "claim");

            migrationBuilder.DropTable(name: "commission");

            migrationBuilder.DropTable(name: "distributor");

            migrationBuilder.DropTable(name: "idempotency");

            migrationBuilder.DropTable(name: "job");

            migrationBuilder.DropTable(name: "member");

            migrationBuilder.DropTable(name: "node_lease");

            migrationBuilder.DropTable(name: "order");

            migrationBuilder.DropTable(name: "order_line");

            migrationBuilder.DropTable(name: "payment");

            migrationBuilder.DropTable(name: "payment_part");

            migrationBuilder.DropTable(name: "pool");

            migrationBuilder.DropTable(name: "posting");

            migrationBuilder.DropTable(name: "price_change");

            migrationBuilder.DropTable(name: "product");

            migrationBuilder.DropTable(name: "recipient");

            migrationBuilder.DropTable(name: "refund");

            migrationBuilder.DropTable(name: "run");

            migrationBuilder.DropTable(name: "run_act");

            migrationBuilder.DropTable(name: "run_member");

            migrationBuilder.DropTable(name: "run_notice");

            migrationBuilder.DropTable(name: "saved_address");

            migrationBuilder.DropTable(name: "share");

            migrationBuilder.DropTable(name: "shop");

            migrationBuilder.DropTable(name: "shop_document");

            migrationBuilder.DropTable(name: "shop_secret");

            migrationBuilder.DropTable(name: "sku");

            migrationBuilder.DropTable(name: "staff_member");

            migrationBuilder.DropTable(name: "system_value");

            migrationBuilder.DropTable(name: "touch");
        }
    }
}
