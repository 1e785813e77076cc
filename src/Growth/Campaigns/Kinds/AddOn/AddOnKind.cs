using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Kinds.AddOn;

/// <summary>What a merchant sets for 加价购.</summary>
public sealed record AddOnConfig
{
    [Field(FieldType.Scope, Group = "threshold")]
    public GoodsScope Scope { get; init; } = GoodsScope.All;

    [Field(FieldType.Fen, Group = "threshold", Min = 1, Max = 100_000_000)]
    public Fen FromFen { get; init; } = new(99_00);

    [Field(FieldType.List, Group = "goods", Min = 1, Max = 20)]
    public IReadOnlyList<AddOnGoods> Goods { get; init; } = [];

    [Field(FieldType.Integer, Group = "goods", Min = 1, Max = 20)]
    public int MaxPieces { get; init; } = 1;

    [Field(FieldType.Boolean, Group = "stack")]
    public bool WithCoupons { get; init; } = true;
}

/// <summary>Goods that may be added, and for how much.</summary>
public sealed record AddOnGoods
{
    [Field(FieldType.Sku, Group = "goods")]
    public Id SkuId { get; init; }

    [Field(FieldType.Fen, Group = "goods", Min = 1, Max = 100_000_000)]
    public Fen PriceFen { get; init; }
}

/// <summary>Whoever buys for enough may add some goods at a low price.</summary>
internal sealed class AddOnKind : PriceKind<AddOnConfig>
{
    public override string Code => "add_on";

    public override string Icon => "add-circle";

    public override IReadOnlyList<PriceRule> Rules(AddOnConfig config, PriceRuleFrame frame) =>
        [
            new AddOnRule
            {
                Ref = frame.Ref,
                Label = frame.Words["face.label"],
                Scope = config.Scope,
                FromFen = config.FromFen,
                Prices = config.Goods.DistinctBy(goods => goods.SkuId).ToDictionary(goods => goods.SkuId, goods => goods.PriceFen),
                MaxPieces = config.MaxPieces,
                LaterLanes = Stack.Of(withOrderPromotions: true, config.WithCoupons),
            },
        ];

    public override KindFace Face(AddOnConfig config, Words words) =>
        new(
            words["face.label"],
            null,
            [],
            [],
            [words.Fill("rules.from", ("amount", config.FromFen.ToYuan()), ("n", config.MaxPieces))],
            null
        );

    public override IReadOnlyList<Finding> Lint(AddOnConfig config, LintFacts facts) =>
        config.Goods.Select(goods => goods.SkuId).Distinct().Count() == config.Goods.Count
            ? []
            : [new Finding("config.goods", "同一个规格只能设置一次", "A SKU may be listed only once")];
}
