using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Ledger;

namespace Banyan.Commerce.Wallet.Contracts;

/// <summary>A balance that a member sees and staff may correct.</summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Max">The most that may be in it, in its unit; null: no limit.</param>
public sealed record WalletAccount(string Code, AccountKind Account, AccountKind Shop, long? Max);

public static class WalletAccounts
{
    /// <summary>A named prepaid card may hold 5,000 yuan (单用途商业预付卡管理办法, article 18).</summary>
    public const long MaxStoredFen = 500_000;

    public static readonly WalletAccount StoredValue = new(
        "stored_value",
        ChartOfAccounts.StoredValue,
        ChartOfAccounts.ShopStoredValue,
        MaxStoredFen
    );

    public static readonly WalletAccount StoredBonus = new(
        "stored_bonus",
        ChartOfAccounts.StoredBonus,
        ChartOfAccounts.ShopStoredBonus,
        MaxStoredFen
    );

    public static readonly WalletAccount RedPacket = new("red_packet", ChartOfAccounts.RedPacket, ChartOfAccounts.ShopRedPacket, null);

    public static readonly WalletAccount Points = new("points", ChartOfAccounts.Points, ChartOfAccounts.ShopPoints, null);

    public static readonly WalletAccount Growth = new("growth", ChartOfAccounts.Growth, ChartOfAccounts.ShopGrowth, null);

    public static readonly IReadOnlyList<WalletAccount> All = [StoredValue, StoredBonus, RedPacket, Points, Growth];

    public static WalletAccount? Find(string code) => All.FirstOrDefault(account => account.Code == code);

    /// <summary>
    /// What pays for orders beside cash. Red packets go first, then principal before bonus: a bonus is never used up while its principal
    /// can still be reclaimed.
    /// </summary>
    public static readonly IReadOnlyList<Tender> Tenders =
    [
        new("red_packet", 1, "red_packet", "红包", CountsAsPaid: false)
        {
            Account = ChartOfAccounts.RedPacket,
            Held = ChartOfAccounts.RedPacketHeld,
            Shop = ChartOfAccounts.ShopRedPacket,
        },
        new("stored_value", 2, "stored_value", "储值", CountsAsPaid: true)
        {
            Account = ChartOfAccounts.StoredValue,
            Held = ChartOfAccounts.StoredValueHeld,
            Shop = ChartOfAccounts.ShopStoredValue,
        },
        new("stored_bonus", 3, "stored_value", "储值赠金", CountsAsPaid: false)
        {
            Account = ChartOfAccounts.StoredBonus,
            Held = ChartOfAccounts.StoredBonusHeld,
            Shop = ChartOfAccounts.ShopStoredBonus,
        },
    ];
}
