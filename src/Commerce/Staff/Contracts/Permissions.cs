namespace Banyan.Commerce.Staff.Contracts;

/// <summary>A permission and what it is called in the console.</summary>
public sealed record Permission(string Code, string Label);

/// <summary>A role: a fixed set of permissions.</summary>
public sealed record Role(string Code, string Label, IReadOnlyList<string> Permissions);

/// <summary>Everything that may be asked of staff. An endpoint that names a code not listed here fails a test.</summary>
public static class Permissions
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("overview.read", "查看概况"),
        new("products.read", "查看商品"),
        new("products.write", "编辑商品"),
        new("orders.read", "查看订单"),
        new("orders.ship", "发货"),
        new("orders.refund", "处理退款"),
        new("orders.remark", "订单备注与旗标"),
        new("orders.price", "改价"),
        new("orders.invoice", "开发票"),
        new("orders.export", "导出订单"),
        new("orders.receivers", "导出完整收货信息"),
        new("reviews.read", "查看评价"),
        new("reviews.write", "回复与管理评价"),
        new("stores.read", "查看门店"),
        new("stores.write", "管理门店"),
        new("stores.redeem", "到店核销"),
        new("campaigns.read", "查看活动"),
        new("campaigns.write", "编辑活动"),
        new("distribution.read", "查看分销与佣金"),
        new("distribution.write", "管理分销"),
        new("books.read", "查看账簿"),
        new("books.settle", "核对账单与处理差异"),
        new("members.read", "查看会员"),
        new("members.write", "管理会员"),
        new("wallet.write", "调整会员余额与积分"),
        new("staff.write", "管理员工"),
        new("settings.read", "查看设置"),
        new("settings.write", "修改设置"),
        new("system.read", "查看系统状态"),
        new("system.manage", "处理失败任务与体检"),
        new("demo.clock", "拨动演示时钟"),
    ];
}

public static class Roles
{
    public const string Owner = "owner";

    public static readonly IReadOnlyList<Role> All =
    [
        new(Owner, "店主", [.. Permissions.All.Select(permission => permission.Code)]),
        new(
            "operator",
            "运营",
            [
                "overview.read",
                "products.read",
                "products.write",
                "orders.read",
                "orders.remark",
                "orders.price",
                "orders.export",
                "reviews.read",
                "reviews.write",
                "stores.read",
                "stores.write",
                "stores.redeem",
                "campaigns.read",
                "campaigns.write",
                "distribution.read",
                "distribution.write",
                "members.read",
                "members.write",
                "settings.read",
            ]
        ),
        new(
            "service",
            "客服",
            [
                "overview.read",
                "products.read",
                "orders.read",
                "orders.refund",
                "orders.remark",
                "orders.price",
                "reviews.read",
                "reviews.write",
                "stores.read",
                "members.read",
            ]
        ),
        new(
            "finance",
            "财务",
            [
                "overview.read",
                "orders.read",
                "orders.refund",
                "orders.invoice",
                "orders.export",
                "distribution.read",
                "books.read",
                "books.settle",
                "members.read",
                "wallet.write",
            ]
        ),
        new(
            "warehouse",
            "仓库",
            [
                "products.read",
                "orders.read",
                "orders.ship",
                "orders.remark",
                "orders.export",
                "orders.receivers",
                "stores.read",
                "stores.redeem",
            ]
        ),
        new("clerk", "门店店员", ["orders.read", "orders.ship", "stores.read", "stores.redeem"]),
    ];

    /// <summary>The permissions of all these roles together; unknown roles give none.</summary>
    public static IReadOnlyList<string> PermissionsOf(IEnumerable<string> roles) =>
        [
            .. All.Where(role => roles.Contains(role.Code))
                .SelectMany(role => role.Permissions)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
