using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Campaigns.Contracts;

namespace Banyan.Growth.Campaigns.Kinds.NthPiece;

/// <summary>What a merchant sets for 第二件半价.</summary>
public sealed record NthPieceConfig
{
    [Field(FieldType.Scope, Group = "goods")]
    public GoodsScope Scope { get; init; } = GoodsScope.All;

    [Field(FieldType.Integer, Group = "goods", Min = 2, Max = 10)]
    public int N { get; init; } = 2;

    /// <summary>What the n-th piece costs, in parts per million; 0: nothing.</summary>
    [Field(FieldType.Percent, Group = "goods", Min = 0, Max = 990_000)]
    public int KeepPpm { get; init; } = 500_000;

    [Field(FieldType.Boolean, Group = "stack")]
    public bool WithOrderPromotions { get; init; } = true;

    [Field(FieldType.Boolean, Group = "stack")]
    public bool WithCoupons { get; init; } = true;
}

/// <summary>Every n-th piece of a product costs less.</summary>
internal sealed class NthPieceKind : PriceKind<NthPieceConfig>
{
    public override string Code => "nth_piece";

    public override string Icon => "layers";

    public override IReadOnlyList<PriceRule> Rules(NthPieceConfig config, PriceRuleFrame frame) =>
        [
            new NthPieceRule
            {
                Ref = frame.Ref,
                Label = Label(config, frame.Words),
                Scope = config.Scope,
                N = config.N,
                KeepPpm = config.KeepPpm,
                LaterLanes = Stack.Of(config.WithOrderPromotions, config.WithCoupons),
            },
        ];

    public override KindFace Face(NthPieceConfig config, Words words) =>
        new(Label(config, words), null, [], [], [Label(config, words), words["rules.cheapest"]], null);

    private static string Label(NthPieceConfig config, Words words) =>
        config.KeepPpm switch
        {
            0 => words.Fill("face.free", ("n", config.N)),
            500_000 => words.Fill("face.half", ("n", config.N)),
            var keep => words.Fill("face.fold", ("n", config.N), ("fold", Folds.Of(keep))),
        };
}
