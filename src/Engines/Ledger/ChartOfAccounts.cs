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
    /// <summary>The kind that its amounts wait for or were taken out of: shown beside that one and never added to it.</summary>
    public AccountKind? Beside { get; init; }

    /// <summary>The account of this kind; of the member where a member owns it.</summary>
    public AccountKey Of(Id memberId) => new($"member:{memberId}:{Code}", this);

    /// <summary>The shop's account of this kind.</summary>
    public AccountKey OfShop() => new($"shop:{Code}", this);
}

/// <summary>Names an account and says how it behaves.</summary>
public sealed record AccountKey(string Key, AccountKind Kind)
{
    /// <summary>The member who owns it; null for the shop's own.</summary>
    public Id? MemberId => Kind.IsOwned ? Id.Parse(Key.Split(':')[1], null) : null;

    /// <summary>Such as what a member's commission waits for and what is held of it; empty for most accounts.</summary>
    public IReadOnlyList<AccountKey> Beside =>
        MemberId is { } member ? [.. ChartOfAccounts.Kinds.Where(kind => kind.Beside == Kind).Select(kind => kind.Of(member))] : [];

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
    )
    {
        Beside = Commission,
    };
    public static readonly AccountKind CommissionHeld = new(
        "commission_held",
        AccountUnit.Fen,
        true,
        0,
        "退款中暂扣",
        "Held during refunds"
    )
    {
        Beside = Commission,
    };
    public static readonly AccountKind ShopCommission = new("commission", AccountUnit.Fen, false, null, "佣金支出", "Commission spent");
    public static readonly AccountKind ShopCash = new("wechat_cash", AccountUnit.Fen, false, null, "微信收款", "WeChat Pay cash");
    public static readonly AccountKind ShopSales = new("sales", AccountUnit.Fen, false, null, "销售收入", "Sales");

    /// <summary>May be negative: what was spent before the order that earned it was refunded.</summary>
    public static readonly AccountKind Points = new("points", AccountUnit.Points, true, null, "积分", "Points");

    /// <summary>Taken out of the points for orders that are not paid yet.</summary>
    public static readonly AccountKind PointsHeld = new(
        "points_held",
        AccountUnit.Points,
        true,
        0,
        "下单暂扣积分",
        "Points held for orders"
    )
    {
        Beside = Points,
    };

    /// <summary>Earned by orders whose after-sale window is not over.</summary>
    public static readonly AccountKind PointsPending = new("points_pending", AccountUnit.Points, true, 0, "待入账积分", "Pending points")
    {
        Beside = Points,
    };

    /// <summary>Earned points that an accepted refund will take back.</summary>
    public static readonly AccountKind PointsRefunding = new(
        "points_refunding",
        AccountUnit.Points,
        true,
        0,
        "退款中暂扣积分",
        "Points held during refunds"
    )
    {
        Beside = Points,
    };

    /// <summary>Where points come from and go to: below zero by what members hold, the liability.</summary>
    public static readonly AccountKind ShopPoints = new(
        "points",
        AccountUnit.Points,
        false,
        null,
        "积分发放与抵扣",
        "Points issued and used"
    );

    /// <summary>Stored value: what members paid in (principal) and what the shop added (bonus), each a bucket of its own.</summary>
    public static readonly AccountKind StoredValue = new("stored_value", AccountUnit.Fen, true, 0, "储值本金", "Stored value");
    public static readonly AccountKind StoredValueHeld = Held("stored_value", "下单暂扣本金", "Stored value held for orders", StoredValue);
    public static readonly AccountKind ShopStoredValue = new(
        "stored_value",
        AccountUnit.Fen,
        false,
        null,
        "储值本金负债",
        "Stored value owed"
    );
    public static readonly AccountKind StoredBonus = new("stored_bonus", AccountUnit.Fen, true, 0, "储值赠金", "Stored bonus");
    public static readonly AccountKind StoredBonusHeld = Held("stored_bonus", "下单暂扣赠金", "Bonus held for orders", StoredBonus);
    public static readonly AccountKind ShopStoredBonus = new(
        "stored_bonus",
        AccountUnit.Fen,
        false,
        null,
        "储值赠金负债",
        "Stored bonus owed"
    );

    /// <summary>Red-packet balance, given by campaigns and by staff; spent at the checkout.</summary>
    public static readonly AccountKind RedPacket = new("red_packet", AccountUnit.Fen, true, 0, "红包余额", "Red-packet balance");
    public static readonly AccountKind RedPacketHeld = Held("red_packet", "下单暂扣红包", "Red packets held for orders", RedPacket);
    public static readonly AccountKind ShopRedPacket = new("red_packet", AccountUnit.Fen, false, null, "红包负债", "Red packets owed");

    public static readonly AccountKind Growth = new("growth", AccountUnit.Growth, true, null, "成长值", "Growth");
    public static readonly AccountKind GrowthRefunding = new(
        "growth_refunding",
        AccountUnit.Growth,
        true,
        0,
        "退款中暂扣成长值",
        "Growth held during refunds"
    )
    {
        Beside = Growth,
    };
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

    public static readonly AccountKind ShopGrowth = new("growth", AccountUnit.Growth, false, null, "成长值发放", "Growth issued");

    public static readonly IReadOnlyList<AccountKind> Kinds =
    [
        StoredValue,
        StoredValueHeld,
        StoredBonus,
        StoredBonusHeld,
        RedPacket,
        RedPacketHeld,
        Points,
        PointsHeld,
        PointsPending,
        PointsRefunding,
        Growth,
        GrowthRefunding,
        CampaignPoints,
        CampaignGrowth,
        Commission,
        CommissionPending,
        CommissionHeld,
        ShopCommission,
        ShopCash,
        ShopSales,
        ShopStoredValue,
        ShopStoredBonus,
        ShopRedPacket,
        ShopPoints,
        ShopGrowth,
    ];

    private static AccountKind Held(string code, string zh, string en, AccountKind beside) =>
        new(code + "_held", AccountUnit.Fen, true, 0, zh, en) { Beside = beside };

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

    /// <summary>The account with this key; null when the chart has none.</summary>
    public static AccountKey? Find(string key) => KindOf(key) is { } kind ? new AccountKey(key, kind) : null;
}
