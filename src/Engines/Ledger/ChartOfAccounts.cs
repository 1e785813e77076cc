using Banyan.Kernel;

namespace Banyan.Engines.Ledger;

/// <summary>What an account counts.</summary>
public enum AccountUnit
{
    Fen,
    Points,
    Growth,
}

/// <summary>A kind of account.</summary>
/// <param name="Code">The end of the key, such as <c>commission</c>.</param>
/// <param name="IsOwned">A member's: has a locked balance of its own. Otherwise the shop's, and a sum of its postings.</param>
/// <param name="Floor">The balance may not be taken below it; null: it may (a debt that later earnings repay first).</param>
public sealed record AccountKind(string Code, AccountUnit Unit, bool IsOwned, long? Floor, string Zh, string En)
{
    /// <summary>The account of this kind; of the member where a member owns it.</summary>
    public AccountKey Of(Id memberId) => new($"member:{memberId}:{Code}", this);

    /// <summary>The shop's account of this kind.</summary>
    public AccountKey OfShop() => new($"shop:{Code}", this);
}

/// <summary>Names an account and says how it behaves.</summary>
public sealed record AccountKey(string Key, AccountKind Kind)
{
    /// <summary>Commission that is earned but may still be clawed back: not withdrawable.</summary>
    public static AccountKey CommissionPending(Id memberId) => ChartOfAccounts.CommissionPending.Of(memberId);

    /// <summary>Commission set aside while a refund is under way.</summary>
    public static AccountKey CommissionHeld(Id memberId) => ChartOfAccounts.CommissionHeld.Of(memberId);

    /// <summary>Commission that matured. It may go into debt when goods are refunded after it was withdrawn.</summary>
    public static AccountKey Commission(Id memberId) => ChartOfAccounts.Commission.Of(memberId);

    /// <summary>What the shop spends on commissions.</summary>
    public static readonly AccountKey ShopCommission = ChartOfAccounts.ShopCommission.OfShop();

    /// <summary>Money that WeChat Pay took in for the shop.</summary>
    public static readonly AccountKey ShopCash = ChartOfAccounts.ShopCash.OfShop();

    /// <summary>Sales: what members paid for orders.</summary>
    public static readonly AccountKey ShopSales = ChartOfAccounts.ShopSales.OfShop();
}

/// <summary>Every kind of account there is: the books know no other, and the doctor finds a posting that does.</summary>
public static class ChartOfAccounts
{
    public static readonly AccountKind Commission = new("commission", AccountUnit.Fen, true, null, "可提现佣金", "Commission");
    public static readonly AccountKind CommissionPending = new(
        "commission_pending",
        AccountUnit.Fen,
        true,
        0,
        "待结算佣金",
        "Pending commission"
    );
    public static readonly AccountKind CommissionHeld = new(
        "commission_held",
        AccountUnit.Fen,
        true,
        0,
        "退款中暂扣",
        "Held during refunds"
    );
    public static readonly AccountKind ShopCommission = new("commission", AccountUnit.Fen, false, null, "佣金支出", "Commission spent");
    public static readonly AccountKind ShopCash = new("wechat_cash", AccountUnit.Fen, false, null, "微信收款", "WeChat Pay cash");
    public static readonly AccountKind ShopSales = new("sales", AccountUnit.Fen, false, null, "销售收入", "Sales");

    /// <summary>May be negative: what was spent before the order that earned it was refunded.</summary>
    public static readonly AccountKind Points = new("points", AccountUnit.Points, true, null, "积分", "Points");
    public static readonly AccountKind Growth = new("growth", AccountUnit.Growth, true, null, "成长值", "Growth");
    public static readonly AccountKind CampaignPoints = new(
        "campaign_points",
        AccountUnit.Points,
        false,
        null,
        "活动发放的积分",
        "Points from campaigns"
    );
    public static readonly AccountKind CampaignGrowth = new(
        "campaign_growth",
        AccountUnit.Growth,
        false,
        null,
        "活动发放的成长值",
        "Growth from campaigns"
    );

    public static readonly IReadOnlyList<AccountKind> Kinds =
    [
        Points,
        Growth,
        CampaignPoints,
        CampaignGrowth,
        Commission,
        CommissionPending,
        CommissionHeld,
        ShopCommission,
        ShopCash,
        ShopSales,
    ];

    /// <summary>The kind of the account with this key; null when the chart has none.</summary>
    public static AccountKind? KindOf(string key)
    {
        var parts = key.Split(':');
        var (isOwned, code) = parts switch
        {
            ["member", var member, var last] when Id.TryParse(member, null, out _) => (true, last),
            ["shop", var last] => (false, last),
            _ => (false, ""),
        };
        return Kinds.FirstOrDefault(kind => kind.IsOwned == isOwned && string.Equals(kind.Code, code, StringComparison.Ordinal));
    }
}
