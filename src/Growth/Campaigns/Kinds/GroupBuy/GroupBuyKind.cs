using Banyan.Commerce.Pricing.Contracts;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using static Banyan.Growth.Campaigns.Contracts.ParticipantState;

namespace Banyan.Growth.Campaigns.Kinds.GroupBuy;

/// <summary>
/// 拼团: buy together at a lower price. A seat is claimed when the order is placed and kept when it is paid; the last payment completes the
/// team, the deadline pays everybody back.
/// </summary>
internal sealed class GroupBuyKind : CampaignKind<GroupBuyConfig, GroupBuyRun>
{
    private const string Waiting = "等待成团";
    private const string NotCompleted = "拼团未成功，自动退款";

    public override string Code => "group_buy";

    public override string Icon => "usergroup-add";

    public override Decision<GroupBuyRun> Decide(GroupBuyConfig config, GroupBuyRun? run, Act act, Chance chance) =>
        act.Type switch
        {
            ActTypes.Begin => new Decision<GroupBuyRun>(null, new Effect.Offer()),
            ActTypes.Join => WhyNotJoin(config, run!, act) is { } refusal ? refusal : new Decision<GroupBuyRun>(null, new Effect.Offer()),
            ActTypes.OrderPlaced => run is null ? Start(config, act) : Join(config, run, act),
            ActTypes.OrderRevived => Revive(run!, act),
            ActTypes.OrderPaid => Pay(config, run!, act),
            ActTypes.OrderClosed => Close(run!, act),
            ActTypes.OrderRefunding => BeginRefund(run!, act),
            ActTypes.OrderRefunded => FinishRefund(run!, act),
            ActTypes.OrderRefundClosed => DropRefund(config, run!, act),
            ActTypes.Deadline => End(config, run!, FailReason.Expired),
            ActTypes.Stopped => End(config, run!, FailReason.Stopped),
            _ => Refusal.NotFound,
        };

    public override Result<OfferTerms> Price(GroupBuyConfig config, GroupBuyRun? run, Id memberId, Id skuId)
    {
        if (config.Skus.FirstOrDefault(sku => sku.SkuId == skuId) is not { } sku)
        {
            return GroupBuyRefusals.NotInOffer;
        }

        // The leader's price belongs to the order that starts a team; an order of the leader placed again after a refund joins like any
        // other.
        return run is null && config.LeaderDiscountFen > Fen.Zero
            ? new OfferTerms(
                sku.PriceFen - config.LeaderDiscountFen,
                $"{config.TeamSize}人团团长价",
                $"拼团价 {sku.PriceFen}，团长每件再减 {config.LeaderDiscountFen}",
                [Lane.Freight]
            )
            : new OfferTerms(sku.PriceFen, $"{config.TeamSize}人团价", $"{config.TeamSize} 人拼团，每件 {sku.PriceFen}", [Lane.Freight]);
    }

    public override IReadOnlyList<Participant> Participants(GroupBuyRun run) =>
        [
            .. run.Seats.Select(seat => new Participant(
                seat.MemberId,
                seat.Leader ? "leader" : "member",
                seat.State,
                seat.OrderId,
                seat.IsNew,
                seat.At
            )),
        ];

    public override RunSize SizeOf(GroupBuyConfig config, GroupBuyRun? run) =>
        new(config.TeamSize, run?.Count(Unpaid, Paid, Refunding) ?? 0);

    public override IReadOnlyList<string> ActsOf(GroupBuyConfig config, GroupBuyRun run) => [ActTypes.Join];

    public override object? ViewOf(GroupBuyConfig config, GroupBuyRun run) =>
        new GroupBuyView(
            config.TeamSize,
            run.Count(Paid),
            config.AllowFewer ? config.MinimumSize : null,
            config.LeaderDiscountFen,
            config.NewMembersOnly,
            run.Failed
        );

    public override IReadOnlyList<PoolSize> Pools(GroupBuyConfig config, Id campaignId) =>
        [.. config.Skus.Select(sku => new PoolSize(CampaignPools.Sku(campaignId, sku.SkuId), sku.Stock))];

    public override KindFace Face(GroupBuyConfig config, Words words) => GroupBuyFace.Of(config, words);

    public override IReadOnlyList<Finding> Lint(GroupBuyConfig config, LintFacts facts) => GroupBuyLint.Check(config, facts);

    public override IReadOnlyList<Finding> Worse(GroupBuyConfig before, GroupBuyConfig after) => GroupBuyLint.Worse(before, after);

    private static Decision<GroupBuyRun> Start(GroupBuyConfig config, Act act)
    {
        var run = new GroupBuyRun { Seats = [NewSeat(act, leader: true)] };
        var starts = new Effect.Claim(CampaignPools.MemberActs(act.Campaign.Id, act.Actor!.MemberId, "teams"), 1)
        {
            Total = config.TeamLimit,
            Refusal = GroupBuyRefusals.TeamLimit(config.TeamLimit),
        };
        return new Decision<GroupBuyRun>(run, [.. Claims(config, act), starts]);
    }

    private static Decision<GroupBuyRun> Join(GroupBuyConfig config, GroupBuyRun run, Act act) =>
        WhyNotJoin(config, run, act) is { } refusal
            ? refusal
            : new Decision<GroupBuyRun>(run.With(NewSeat(act, leader: false)), Claims(config, act));

    private static Refusal? WhyNotJoin(GroupBuyConfig config, GroupBuyRun run, Act act) =>
        run switch
        {
            { Status: RunStatus.Succeeded } => GroupBuyRefusals.TeamSucceeded,
            { Status: RunStatus.Failed } => GroupBuyRefusals.TeamFailed,
            _ when run.SeatOf(act.Actor!.MemberId) is { State: Paid or Refunding } => GroupBuyRefusals.AlreadyInTeam,
            _ when run.SeatOf(act.Actor!.MemberId) is { State: Unpaid } => GroupBuyRefusals.PayFirst,
            { OpenedAt: null } => GroupBuyRefusals.TeamNotOpen,
            _ when run.Count(Unpaid, Paid, Refunding) >= config.TeamSize => GroupBuyRefusals.TeamFull,
            _ when config.NewMembersOnly && !act.Actor!.IsNew => GroupBuyRefusals.NewMembersOnly,
            _ => null,
        };

    /// <summary>A seat, the campaign's stock and the member's limit: all or none.</summary>
    private static Effect[] Claims(GroupBuyConfig config, Act act) =>
        [
            new Effect.Claim(CampaignPools.Seats(act.RunId), 1) { Total = config.TeamSize, Refusal = GroupBuyRefusals.TeamFull },
            new Effect.Claim(CampaignPools.Sku(act.Campaign.Id, act.Order!.SkuId), act.Order.Quantity)
            {
                Refusal = GroupBuyRefusals.CampaignSoldOut,
            },
            new Effect.Claim(CampaignPools.Member(act.Campaign.Id, act.Actor!.MemberId), act.Order.Quantity)
            {
                Total = config.BuyLimit,
                Refusal = GroupBuyRefusals.BuyLimit(config.BuyLimit),
            },
        ];

    /// <summary>A late payment gets its seat back if the team still waits for people.</summary>
    private static Decision<GroupBuyRun> Revive(GroupBuyRun run, Act act)
    {
        if (run.SeatOfOrder(act.Order!.OrderId) is not { State: Closed } seat)
        {
            return GroupBuyRefusals.TeamFailed;
        }

        var reopens = run is { Status: RunStatus.Failed, Failed: FailReason.LeaderUnpaid } && act.At < act.Campaign.EndsAt;
        if (run.Status != RunStatus.Open && !reopens)
        {
            return run.Status == RunStatus.Succeeded ? GroupBuyRefusals.TeamSucceeded : GroupBuyRefusals.TeamFailed;
        }

        var revived = run.With(seat with { State = Unpaid, At = act.At });
        return new Decision<GroupBuyRun>(revived with { Status = RunStatus.Open, Failed = null });
    }

    private static Decision<GroupBuyRun> Pay(GroupBuyConfig config, GroupBuyRun run, Act act)
    {
        var order = act.Order!.OrderId;
        if (run.SeatOfOrder(order) is not { } seat)
        {
            return new Decision<GroupBuyRun>(run, new Effect.Refund(order, "参团名额已经释放，自动退款"));
        }

        // The row of the run decides: whoever locks it first, payment or deadline, has happened first.
        if (run.Status == RunStatus.Failed)
        {
            return new Decision<GroupBuyRun>(
                run.With(seat with { State = Refunding }),
                new Effect.Release(order),
                new Effect.Refund(order, "付款时团已经结束，自动退款"),
                new Effect.Notify(seat.MemberId, "付款时团已经结束，货款会原路退回")
            );
        }

        var after = run.With(seat with { State = Paid });
        List<Effect> effects = [];
        if (after.OpenedAt is null)
        {
            var deadline = act.At.AddHours(config.Hours);
            after = after with { OpenedAt = act.At };
            effects.Add(new Effect.Publish());
            effects.Add(new Effect.WakeAt(deadline < act.Campaign.EndsAt ? deadline : act.Campaign.EndsAt));
        }

        if (after.Status == RunStatus.Succeeded)
        {
            return new Decision<GroupBuyRun>(after, effects);
        }

        return after.Count(Paid) >= config.TeamSize
            ? Succeed(after, effects, order)
            : new Decision<GroupBuyRun>(after, [.. effects, new Effect.Hold(Waiting)]);
    }

    /// <param name="inHand">The order of this very act: it was never held, so nothing has to let it go.</param>
    private static Decision<GroupBuyRun> Succeed(GroupBuyRun run, IEnumerable<Effect> effects, Id inHand)
    {
        var paid = run.Seats.Where(seat => seat.State == Paid).ToList();
        return new Decision<GroupBuyRun>(
            run with
            {
                Status = RunStatus.Succeeded,
            },
            [
                .. effects,
                .. paid.Where(seat => seat.OrderId != inHand).Select(seat => new Effect.Fulfil(seat.OrderId)),
                .. paid.Select(seat => new Effect.Notify(seat.MemberId, "拼团成功，商家会尽快发货")),
            ]
        );
    }

    private static Decision<GroupBuyRun> Close(GroupBuyRun run, Act act)
    {
        if (run.SeatOfOrder(act.Order!.OrderId) is not { State: Unpaid } seat)
        {
            return new Decision<GroupBuyRun>(run);
        }

        var after = run.With(seat with { State = Closed });
        if (after is { Status: RunStatus.Open, OpenedAt: null })
        {
            after = after with { Status = RunStatus.Failed, Failed = FailReason.LeaderUnpaid };
        }

        return new Decision<GroupBuyRun>(EndIfEmpty(after), new Effect.Release(seat.OrderId));
    }

    private static Decision<GroupBuyRun> BeginRefund(GroupBuyRun run, Act act) =>
        run.SeatOfOrder(act.Order!.OrderId) is { State: Paid } seat
            ? new Decision<GroupBuyRun>(run.With(seat with { State = Refunding }))
            : new Decision<GroupBuyRun>(run);

    private static Decision<GroupBuyRun> FinishRefund(GroupBuyRun run, Act act)
    {
        if (run.SeatOfOrder(act.Order!.OrderId) is not { State: Paid or Refunding } seat)
        {
            return new Decision<GroupBuyRun>(run);
        }

        var after = run.With(seat with { State = Refunded });

        // A complete team stays complete, and what was sold stays counted; everybody else's seat becomes free.
        return run.Status == RunStatus.Succeeded
            ? new Decision<GroupBuyRun>(after)
            : new Decision<GroupBuyRun>(EndIfEmpty(after), new Effect.Release(seat.OrderId));
    }

    /// <summary>The refund did not take place: the seat was kept meanwhile, so it counts again.</summary>
    private static Decision<GroupBuyRun> DropRefund(GroupBuyConfig config, GroupBuyRun run, Act act)
    {
        if (run.SeatOfOrder(act.Order!.OrderId) is not { State: Refunding } seat)
        {
            return new Decision<GroupBuyRun>(run);
        }

        if (run.Status == RunStatus.Failed)
        {
            // The team is over meanwhile: the money must go back all the same.
            return new Decision<GroupBuyRun>(run, new Effect.Refund(seat.OrderId, NotCompleted));
        }

        var after = run.With(seat with { State = Paid });
        return after.Status == RunStatus.Succeeded ? new Decision<GroupBuyRun>(after, new Effect.Fulfil(seat.OrderId))
            : after.Count(Paid) >= config.TeamSize ? Succeed(after, [], Id.None)
            : new Decision<GroupBuyRun>(after);
    }

    private static GroupBuyRun EndIfEmpty(GroupBuyRun run) =>
        run.Status == RunStatus.Open && run.Count(Unpaid, Paid, Refunding) == 0
            ? run with
            {
                Status = RunStatus.Failed,
                Failed = FailReason.Empty,
            }
            : run;

    /// <summary>Enough by the disclosed rule: success. Too few: everybody who paid gets everything back.</summary>
    private static Decision<GroupBuyRun> End(GroupBuyConfig config, GroupBuyRun run, FailReason reason)
    {
        if (run.Status != RunStatus.Open)
        {
            return new Decision<GroupBuyRun>(run);
        }

        var paid = run.Seats.Where(seat => seat.State == Paid).ToList();
        if (config.AllowFewer && paid.Count >= config.MinimumSize)
        {
            return Succeed(run, [], Id.None);
        }

        var after = paid.Aggregate(run, (team, seat) => team.With(seat with { State = Refunding }));
        return new Decision<GroupBuyRun>(
            after with
            {
                Status = RunStatus.Failed,
                Failed = reason,
            },
            [
                .. paid.Select(seat => new Effect.Release(seat.OrderId)),
                .. paid.Select(seat => new Effect.Refund(seat.OrderId, NotCompleted)),
                .. paid.Select(seat => new Effect.Notify(seat.MemberId, "没有拼成，货款会原路退回")),
            ]
        );
    }

    private static Seat NewSeat(Act act, bool leader) =>
        new(act.Actor!.MemberId, act.Order!.OrderId, leader, Unpaid, act.Actor.IsNew, act.At);
}

/// <summary>What the page of a team shows beyond the generic part.</summary>
/// <param name="MinimumSize">With how many the team still succeeds at the deadline; null: only when it is full.</param>
public sealed record GroupBuyView(
    int TeamSize,
    int PaidCount,
    int? MinimumSize,
    Fen LeaderDiscountFen,
    bool NewMembersOnly,
    FailReason? FailReason
);
