using Banyan.Commerce.Catalog.Contracts;

namespace Banyan.Growth.Distribution.Contracts;

/// <summary>
/// How members become distributors. Joining is always free: an entry fee is pyramid selling (禁止传销条例 Art. 7) and does not exist here.
/// </summary>
public enum JoinRule
{
    Open,
    Apply,
}

/// <summary>Which of two candidates an order is attributed to.</summary>
public enum AttributionRule
{
    Bond,
    LastTouch,
}

/// <summary>A shop's rules for commissions.</summary>
/// <param name="SelfPurchase">A distributor who buys is their own seller; uplines follow from them.</param>
/// <param name="SkipNonDistributors">Members in the chain who are no distributors are passed over; otherwise they end it.</param>
/// <param name="LastTouchDays">How long a touch counts.</param>
/// <param name="CapPpm">What all payees of a line get together at most, in parts per million of its paid amount; null: no cap beside the
/// amount itself.</param>
/// <param name="ThirdPayee">A second upline is paid too. Needs <paramref name="Acknowledgement"/>: WeChat's platform rules forbid
/// multi-level distribution.</param>
public sealed record DistributionRules(
    bool Enabled,
    JoinRule Join,
    bool SelfPurchase,
    bool SkipNonDistributors,
    AttributionRule Attribution,
    int LastTouchDays,
    RatePlan Plan,
    Rate Seller,
    Rate Upline1,
    Rate Upline2,
    int? CapPpm,
    bool ThirdPayee,
    Acknowledgement? Acknowledgement
)
{
    /// <summary>The engine never pays more than the seller and two uplines, whatever the settings say.</summary>
    public const int MaxPayees = 3;

    public static readonly DistributionRules Default = new(
        Enabled: true,
        JoinRule.Apply,
        SelfPurchase: false,
        SkipNonDistributors: false,
        AttributionRule.Bond,
        LastTouchDays: 30,
        RatePlan.ThreeInOne,
        Percent(200_000),
        Percent(50_000),
        Percent(30_000),
        CapPpm: null,
        ThirdPayee: false,
        Acknowledgement: null
    );

    /// <summary>How many are paid for a sale: the seller, one upline, and a second one only when somebody signed for it.</summary>
    public int Payees => ThirdPayee && Acknowledgement is not null ? MaxPayees : MaxPayees - 1;

    private static Rate Percent(int ppm) => new(RateKind.Percent, ppm, null);
}

/// <summary>Somebody put their name to a risk.</summary>
/// <param name="Text">What they signed, word for word.</param>
public sealed record Acknowledgement(string SignedBy, DateTimeOffset SignedAt, string Text);
