using Banyan.Kernel;

namespace Banyan.Engines.Ledger;

/// <summary>What an account counts.</summary>
public enum AccountUnit
{
    Fen,
    Points,
    Growth,
}

/// <summary>Names an account and says how it behaves: the chart of accounts.</summary>
/// <param name="Key">Stored key; an owned account's begins with <c>member:</c>.</param>
/// <param name="Floor">The balance may not be taken below it; null: it may (a debt that later earnings repay first).</param>
public sealed record AccountKey(string Key, AccountUnit Unit, bool IsOwned, long? Floor)
{
    /// <summary>Commission that is earned but may still be clawed back: not withdrawable.</summary>
    public static AccountKey CommissionPending(Id memberId) => new($"member:{memberId}:commission_pending", AccountUnit.Fen, true, 0);

    /// <summary>Commission set aside while a refund is under way.</summary>
    public static AccountKey CommissionHeld(Id memberId) => new($"member:{memberId}:commission_held", AccountUnit.Fen, true, 0);

    /// <summary>Commission that matured. It may go into debt when goods are refunded after it was withdrawn.</summary>
    public static AccountKey Commission(Id memberId) => new($"member:{memberId}:commission", AccountUnit.Fen, true, null);

    /// <summary>What the shop spends on commissions.</summary>
    public static readonly AccountKey ShopCommission = new("shop:commission", AccountUnit.Fen, false, null);

    /// <summary>Money that WeChat Pay took in for the shop.</summary>
    public static readonly AccountKey ShopCash = new("shop:wechat_cash", AccountUnit.Fen, false, null);

    /// <summary>Sales: what members paid for orders.</summary>
    public static readonly AccountKey ShopSales = new("shop:sales", AccountUnit.Fen, false, null);
}
