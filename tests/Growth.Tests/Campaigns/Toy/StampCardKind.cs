using Banyan.Engines.Ledger;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Tests.Campaigns.Toy;

public sealed record StampCardConfig
{
    [Field(FieldType.Integer, Unit = "stamps", Min = 1, Max = 30)]
    public int Stamps { get; init; } = 3;

    [Field(FieldType.Integer, Unit = "points", Min = 1, Max = 10000)]
    public int Points { get; init; } = 100;

    [Field(FieldType.Integer, Unit = "prizes", Min = 1, Max = 1000)]
    public int Prizes { get; init; } = 1;

    [Field(FieldType.Boolean)]
    public bool Consolation { get; init; } = true;

    [Field(FieldType.Integer, Unit = "points", Min = 1, Max = 100, VisibleWhen = "consolation", Equal = true)]
    public int ConsolationPoints { get; init; } = 5;

    [Field(FieldType.Choice, Choices = ["red", "gold"])]
    public string Colour { get; init; } = "red";

    [Field(FieldType.List, Min = 0, Max = 2)]
    public IReadOnlyList<StampShop> Shops { get; init; } = [];
}

public sealed record StampShop
{
    [Field(FieldType.Text, Max = 10)]
    public string ShopName { get; init; } = "";
}

public sealed record StampCardRun : IRunState
{
    public RunStatus Status { get; init; }

    public Id MemberId { get; init; }

    public int Stamps { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>集点卡, as small as a kind can be: one stamp a day, points for a full card, fewer points once the prizes are gone.</summary>
internal sealed class StampCardKind : CampaignKind<StampCardConfig, StampCardRun>
{
    public override string Code => "stamp_card";

    public override string Icon => "star";

    public override IReadOnlyList<string> FactKeys(string actType, Actor? actor) => actor is null ? [] : [$"last:{actor.MemberId}"];

    public override Decision<StampCardRun> Decide(StampCardConfig config, StampCardRun? run, Act act, Chance chance) =>
        act.Type switch
        {
            ActTypes.Begin => new Decision<StampCardRun>(
                new StampCardRun { MemberId = act.Actor!.MemberId, At = act.At },
                new Effect.Claim(CampaignPools.MemberActs(act.Campaign.Id, act.Actor.MemberId, "cards"), 1)
                {
                    Total = 1,
                    Refusal = Refusal.Conflict("has_card", "您已经有一张集点卡了", "You have a card already"),
                },
                new Effect.Publish(),
                new Effect.WakeAt(act.Campaign.EndsAt)
            ),
            "stamp" when run is not { Status: RunStatus.Open } => Refusal.Conflict("card_over", "集点已经结束", "This card is over"),
            "stamp" when run.MemberId != act.Actor!.MemberId => Refusal.Conflict("not_your_card", "这不是您的卡", "Not your card"),
            "stamp" when act.Facts.Values.Contains(Day(act)) => Refusal.Conflict("stamped_today", "今天已经集过了", "Stamped today"),
            "stamp" => Stamp(config, run, act),
            ActTypes.Deadline or ActTypes.Stopped => new Decision<StampCardRun>(
                run! with
                {
                    Status = run.Status == RunStatus.Open ? RunStatus.Failed : run.Status,
                }
            ),
            _ => Refusal.NotFound,
        };

    public override IReadOnlyList<Participant> Participants(StampCardRun run) =>
        [new Participant(run.MemberId, "owner", ParticipantState.Joined, null, false, run.At)];

    public override RunSize SizeOf(StampCardConfig config, StampCardRun? run) => new(config.Stamps, run?.Stamps ?? 0);

    public override IReadOnlyList<string> ActsOf(StampCardConfig config, StampCardRun run) => ["stamp"];

    public override KindFace Face(StampCardConfig config, Words words) => new(words["label"], null, [], [], [words["rules"]], null);

    private static Decision<StampCardRun> Stamp(StampCardConfig config, StampCardRun run, Act act)
    {
        var stamped = run with { Stamps = run.Stamps + 1 };
        var remember = new Effect.Save($"last:{run.MemberId}", Day(act));
        if (stamped.Stamps < config.Stamps)
        {
            return new Decision<StampCardRun>(stamped, remember);
        }

        var full = stamped with { Status = RunStatus.Succeeded };
        return new Decision<StampCardRun>(
            full,
            remember,
            new Effect.Claim($"campaign:{act.Campaign.Id}:prizes", 1)
            {
                Total = config.Prizes,
                OrElse = () => new Decision<StampCardRun>(full, remember, Points(run, config.ConsolationPoints)),
            },
            Points(run, config.Points)
        );
    }

    private static Effect.Grant Points(StampCardRun run, int points) => new(run.MemberId, AccountUnit.Points, points, "集满一张卡");

    private static string Day(Act act) => act.At.ShopDay().ToString("O");
}
