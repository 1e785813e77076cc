using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Contracts;

/// <summary>
/// Something that lowers a price: data, applied by the pure calculation. A closed set; each kind of rule belongs to one lane.
/// </summary>
public abstract record PriceRule
{
    private protected PriceRule() { }

    /// <summary>Where it comes from, such as <c>campaign:42</c>; decides between rules that are worth the same.</summary>
    public required string Ref { get; init; }

    /// <summary>Shown beside the amount, such as 满 200 减 30.</summary>
    public required string Label { get; init; }

    public GoodsScope Scope { get; init; } = GoodsScope.All;

    /// <summary>Which later lanes may still lower the price of the lines it applied to.</summary>
    public IReadOnlyList<Lane> LaterLanes { get; init; } = Enum.GetValues<Lane>();

    public abstract Lane Lane { get; }
}

/// <summary>Fixed prices of SKUs, such as a limited-time discount.</summary>
public sealed record UnitPriceRule : PriceRule
{
    public override Lane Lane => Lane.Item;

    /// <summary>By SKU; a price above the list price changes nothing.</summary>
    public required IReadOnlyDictionary<Id, Fen> Prices { get; init; }
}

/// <summary>A part of the list price, such as a member price. Rounded down to the fen, never below one fen.</summary>
public sealed record PercentPriceRule : PriceRule
{
    public override Lane Lane => Lane.Item;

    /// <summary>What is asked, in parts per million of the list price: 9 折 = 900 000.</summary>
    public required int KeepPpm { get; init; }
}

/// <summary>Goods that cost less together 套餐. Every full set counts.</summary>
public sealed record BundleRule : PriceRule
{
    public override Lane Lane => Lane.Bundle;

    public required IReadOnlyList<BundlePart> Parts { get; init; }

    /// <summary>For one whole set.</summary>
    public required Fen PriceFen { get; init; }
}

public sealed record BundlePart(Id ProductId, int Quantity);

/// <summary>Every n-th piece of a product costs less 第二件半价; the cheapest of each n is the one.</summary>
public sealed record NthPieceRule : PriceRule
{
    public override Lane Lane => Lane.Bundle;

    /// <summary>2 for the second piece.</summary>
    public required int N { get; init; }

    /// <summary>What the n-th piece costs, in parts per million.</summary>
    public required int KeepPpm { get; init; }
}

/// <summary>Goods that may be added at a low price when enough else is bought 加价购. The scope says what counts as "else".</summary>
public sealed record AddOnRule : PriceRule
{
    public override Lane Lane => Lane.Bundle;

    public required Fen FromFen { get; init; }

    public required IReadOnlyDictionary<Id, Fen> Prices { get; init; }

    /// <summary>Pieces in one order that cost less.</summary>
    public required int MaxPieces { get; init; }
}

public enum LadderBy
{
    Amount,
    Pieces,
}

/// <summary>Buy for so much, get so much 满减/满折/满件/满赠. The highest step that is reached counts.</summary>
public sealed record LadderRule : PriceRule
{
    public override Lane Lane => Lane.Order;

    public required LadderBy By { get; init; }

    /// <summary>Ascending by <see cref="LadderStep.At"/>.</summary>
    public required IReadOnlyList<LadderStep> Steps { get; init; }

    /// <summary>每满减: a single step's fixed amount counts once for every full measure of it.</summary>
    public bool Repeats { get; init; }
}

/// <param name="At">Fen or pieces.</param>
public sealed record LadderStep(long At)
{
    public Fen OffFen { get; init; }

    /// <summary>What is asked of the goods, in parts per million; null: no percentage.</summary>
    public int? KeepPpm { get; init; }

    public Gift? Gift { get; init; }

    public bool FreeFreight { get; init; }
}

/// <summary>Goods that come along for nothing while there are any.</summary>
public sealed record Gift(Id SkuId, int Quantity);

/// <summary>A coupon that the member holds.</summary>
public sealed record CouponRule : PriceRule
{
    public override Lane Lane => IsFreight ? Lane.Freight : Lane.Coupon;

    public required Id CouponId { get; init; }

    /// <summary>Goods in scope for at least so much.</summary>
    public Fen FromFen { get; init; }

    public Fen OffFen { get; init; }

    /// <summary>What is asked, in parts per million; null: no percentage.</summary>
    public int? KeepPpm { get; init; }

    /// <summary>The most a percentage takes off; null: no limit.</summary>
    public Fen? CapFen { get; init; }

    public Gift? Gift { get; init; }

    /// <summary>Pays the freight instead of goods.</summary>
    public bool IsFreight { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The freight is free for this buyer or these goods, such as a right of a member level.</summary>
public sealed record FreeFreightRule : PriceRule
{
    public override Lane Lane => Lane.Freight;

    /// <summary>Goods in scope for at least so much.</summary>
    public Fen FromFen { get; init; }
}

/// <summary>Points as a discount.</summary>
public sealed record PointsRule : PriceRule
{
    public override Lane Lane => Lane.Points;

    /// <summary>What the member has.</summary>
    public required long Available { get; init; }

    /// <summary>So many points are worth one yuan.</summary>
    public required long PointsPerYuan { get; init; }

    /// <summary>The most that points may take off the goods, in parts per million.</summary>
    public required int MaxPpm { get; init; }

    /// <summary>Points are used in multiples of this.</summary>
    public long Step { get; init; } = 1;
}

/// <summary>Gives the rules that may count for a purchase. Reads outside every lock: what is scarce is claimed at placing.</summary>
public interface IPriceRuleSource
{
    Task<IReadOnlyList<PriceRule>> For(RuleQuery query, CancellationToken cancellation);
}

/// <param name="MemberId">None: a visitor, or a price for nobody in particular.</param>
public sealed record RuleQuery(Id ShopId, Id MemberId, DateTimeOffset At);
