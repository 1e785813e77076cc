using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Campaigns.Contracts;

namespace Banyan.Growth.Campaigns.Kinds.LimitedDiscount;

/// <summary>What a merchant sets for a limited-time discount.</summary>
public sealed record LimitedDiscountConfig
{
    [Field(FieldType.Scope, Group = "goods")]
    public GoodsScope Scope { get; init; } = GoodsScope.All;

    /// <summary>What is asked of the list price, in parts per million.</summary>
    [Field(FieldType.Percent, Group = "goods", Min = 100_000, Max = 990_000)]
    public int KeepPpm { get; init; } = 800_000;

    [Field(FieldType.Boolean, Group = "stack")]
    public bool WithOrderPromotions { get; init; } = true;

    [Field(FieldType.Boolean, Group = "stack")]
    public bool WithCoupons { get; init; } = true;
}

/// <summary>Limited-time discount 限时折扣: a percentage of the list price for some goods.</summary>
internal sealed class LimitedDiscountKind : PriceKind<LimitedDiscountConfig>
{
    public override string Code => "limited_discount";

    public override string Icon => "discount";

    public override IReadOnlyList<PriceRule> Rules(LimitedDiscountConfig config, PriceRuleFrame frame) =>
        [
            new PercentPriceRule
            {
                Ref = frame.Ref,
                Label = frame.Words.Fill("face.label", ("fold", Folds.Of(config.KeepPpm))),
                Scope = config.Scope,
                KeepPpm = config.KeepPpm,
                LaterLanes = Stack.Of(config.WithOrderPromotions, config.WithCoupons),
            },
        ];

    public override KindFace Face(LimitedDiscountConfig config, Words words) =>
        new(
            words.Fill("face.label", ("fold", Folds.Of(config.KeepPpm))),
            null,
            [],
            [],
            [
                words.Fill("rules.price", ("fold", Folds.Of(config.KeepPpm))),
                words[config.WithOrderPromotions ? "rules.orderYes" : "rules.orderNo"],
                words[config.WithCoupons ? "rules.couponYes" : "rules.couponNo"],
            ],
            null
        );

    public override IReadOnlyList<Finding> Worse(LimitedDiscountConfig before, LimitedDiscountConfig after) =>
        after.KeepPpm > before.KeepPpm
            ? [new Finding("config.keepPpm", "发布后折扣只能更优惠", "After publishing the discount may only become better")]
            : [];
}
