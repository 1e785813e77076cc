using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Kinds.FullReduction;

/// <summary>What a merchant sets for 满减/满折/满件/满赠.</summary>
public sealed record FullReductionConfig
{
    [Field(FieldType.Scope, Group = "goods")]
    public GoodsScope Scope { get; init; } = GoodsScope.All;

    [Field(FieldType.Choice, Group = "steps", Choices = ["amount", "pieces"])]
    public string By { get; init; } = "amount";

    [Field(FieldType.List, Group = "steps", Min = 1, Max = 5)]
    public IReadOnlyList<ReductionStep> Steps { get; init; } = [new ReductionStep { FromFen = new Fen(200_00), OffFen = new Fen(30_00) }];

    [Field(FieldType.Boolean, Group = "steps")]
    public bool Repeats { get; init; }

    [Field(FieldType.Boolean, Group = "stack")]
    public bool WithCoupons { get; init; } = true;
}

/// <summary>One step; what is empty is not given.</summary>
public sealed record ReductionStep
{
    [Field(FieldType.Fen, Group = "steps", Min = 1, Max = 100_000_000, Optional = true)]
    public Fen? FromFen { get; init; }

    [Field(FieldType.Integer, Group = "steps", Unit = "pieces", Min = 1, Max = 999, Optional = true)]
    public int? FromPieces { get; init; }

    [Field(FieldType.Fen, Group = "steps", Min = 1, Max = 100_000_000, Optional = true)]
    public Fen? OffFen { get; init; }

    [Field(FieldType.Percent, Group = "steps", Min = 100_000, Max = 990_000, Optional = true)]
    public int? KeepPpm { get; init; }

    [Field(FieldType.Sku, Group = "steps", Optional = true)]
    public Id? GiftSkuId { get; init; }

    [Field(FieldType.Boolean, Group = "steps", Optional = true)]
    public bool FreeFreight { get; init; }
}

/// <summary>Buy for so much, get so much: amount, percentage, gift or free freight, in steps.</summary>
internal sealed class FullReductionKind : PriceKind<FullReductionConfig>
{
    private const string Pieces = "pieces";

    public override string Code => "full_reduction";

    public override string Icon => "minus-circle";

    public override IReadOnlyList<PriceRule> Rules(FullReductionConfig config, PriceRuleFrame frame) =>
        [
            new LadderRule
            {
                Ref = frame.Ref,
                Label = Text(config, Ordered(config)[0], frame.Words),
                Scope = config.Scope,
                By = config.By == Pieces ? LadderBy.Pieces : LadderBy.Amount,
                Steps = [.. Ordered(config).Select(step => StepOf(config, step))],
                Repeats = config.Repeats,
                LaterLanes = Stack.Of(withOrderPromotions: true, config.WithCoupons),
            },
        ];

    public override KindFace Face(FullReductionConfig config, Words words) =>
        new(
            Text(config, Ordered(config)[0], words),
            null,
            [],
            [],
            [
                .. Ordered(config).Select(step => Text(config, step, words)),
                words[config.Repeats ? "rules.repeats" : "rules.highest"],
                words[config.WithCoupons ? "rules.couponYes" : "rules.couponNo"],
            ],
            null
        );

    public override IReadOnlyList<Finding> Lint(FullReductionConfig config, LintFacts facts)
    {
        var findings = new List<Finding>();
        for (var i = 0; i < config.Steps.Count; i++)
        {
            var (step, field) = (config.Steps[i], $"config.steps[{i}]");
            if (At(config, step) <= 0)
            {
                findings.Add(new Finding($"{field}.{(config.By == Pieces ? "fromPieces" : "fromFen")}", "请填写门槛", "Say from what on"));
            }

            if (step is { OffFen: null, KeepPpm: null, GiftSkuId: null, FreeFreight: false })
            {
                findings.Add(new Finding(field, "这一档没有任何优惠", "This step gives nothing"));
            }

            if (config.By != Pieces && step.OffFen > step.FromFen)
            {
                findings.Add(new Finding($"{field}.offFen", "减的金额不能比门槛还高", "More is taken off than has to be bought"));
            }
        }

        if (config.Steps.Select(step => At(config, step)).Distinct().Count() != config.Steps.Count)
        {
            findings.Add(new Finding("config.steps", "两档的门槛不能相同", "Two steps begin at the same"));
        }

        if (config.Repeats && config.Steps.Count > 1)
        {
            findings.Add(new Finding("config.repeats", "每满减只能有一档", "Repeating needs a single step"));
        }

        return findings;
    }

    private static List<ReductionStep> Ordered(FullReductionConfig config) => [.. config.Steps.OrderBy(step => At(config, step))];

    private static long At(FullReductionConfig config, ReductionStep step) =>
        config.By == Pieces ? step.FromPieces ?? 0 : step.FromFen?.Value ?? 0;

    private static LadderStep StepOf(FullReductionConfig config, ReductionStep step) =>
        new(At(config, step))
        {
            OffFen = step.OffFen ?? Fen.Zero,
            KeepPpm = step.KeepPpm,
            Gift = step.GiftSkuId is { } sku ? new Gift(sku, 1) : null,
            FreeFreight = step.FreeFreight,
        };

    private static string Text(FullReductionConfig config, ReductionStep step, Words words)
    {
        var from =
            config.By == Pieces
                ? words.Fill("step.pieces", ("n", step.FromPieces ?? 0))
                : words.Fill(config.Repeats ? "step.every" : "step.amount", ("amount", Short(step.FromFen)));
        var rewards = new[]
        {
            step.OffFen is { } off ? words.Fill("step.off", ("amount", Short(off))) : null,
            step.KeepPpm is { } keep ? words.Fill("step.fold", ("fold", Folds.Of(keep))) : null,
            step.GiftSkuId is not null ? words["step.gift"] : null,
            step.FreeFreight ? words["step.freight"] : null,
        };
        return $"{from} {string.Join(words["step.and"], rewards.OfType<string>())}".Trim();
    }

    /// <summary>Whole yuan without the fen: labels are short.</summary>
    private static string Short(Fen? amount) => amount is { } fen ? Folds.Yuan(fen) : "";
}
