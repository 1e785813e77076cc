using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Kinds.Bundle;

/// <summary>What a merchant sets for 套餐.</summary>
public sealed record BundleConfig
{
    [Field(FieldType.List, Group = "goods", Min = 2, Max = 8)]
    public IReadOnlyList<BundleItem> Items { get; init; } = [];

    [Field(FieldType.Fen, Group = "goods", Min = 1, Max = 100_000_000)]
    public Fen PriceFen { get; init; } = new(1);

    [Field(FieldType.Boolean, Group = "stack")]
    public bool WithOrderPromotions { get; init; } = true;

    [Field(FieldType.Boolean, Group = "stack")]
    public bool WithCoupons { get; init; } = true;
}

/// <summary>A product of the set; which of its SKUs is the buyer's choice.</summary>
public sealed record BundleItem
{
    [Field(FieldType.Product, Group = "goods")]
    public Id ProductId { get; init; }

    [Field(FieldType.Integer, Group = "goods", Unit = "pieces", Min = 1, Max = 20)]
    public int Quantity { get; init; } = 1;
}

/// <summary>Several products together at one price.</summary>
internal sealed class BundleKind : PriceKind<BundleConfig>
{
    public override string Code => "bundle";

    public override string Icon => "gift";

    public override IReadOnlyList<PriceRule> Rules(BundleConfig config, PriceRuleFrame frame) =>
        config.Items.Count < 2
            ? []
            :
            [
                new BundleRule
                {
                    Ref = frame.Ref,
                    Label = frame.Words.Fill("face.named", ("name", frame.Name)),
                    Parts = [.. config.Items.Select(item => new BundlePart(item.ProductId, item.Quantity))],
                    PriceFen = config.PriceFen,
                    LaterLanes = Stack.Of(config.WithOrderPromotions, config.WithCoupons),
                },
            ];

    public override KindFace Face(BundleConfig config, Words words) =>
        new(words["face.label"], null, [], [], [words.Fill("rules.price", ("amount", config.PriceFen.ToYuan()))], null);

    public override IReadOnlyList<Finding> Lint(BundleConfig config, LintFacts facts) =>
        config.Items.Select(item => item.ProductId).Distinct().Count() == config.Items.Count
            ? []
            : [new Finding("config.items", "同一个商品只能列一次", "A product may be listed only once")];

    public override IReadOnlyList<Finding> Worse(BundleConfig before, BundleConfig after) =>
        after.PriceFen > before.PriceFen
            ? [new Finding("config.priceFen", "发布后套餐价只能降低", "After publishing the price may only fall")]
            : [];
}
