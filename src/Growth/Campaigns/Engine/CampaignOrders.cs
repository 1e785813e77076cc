using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>
/// Tells runs what becomes of the orders that belong to them. A seat is claimed in the transaction that places the order, never later:
/// money is
/// not taken for a place that is not there.
/// </summary>
internal sealed class CampaignOrders(CampaignReads reads, RunEngine engine, IIdSource ids) : IOrderParticipant
{
    public async Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation)
    {
        var line = draft.Quote.Lines.FirstOrDefault(line => OfferRef.Parse(line.OfferRef) is not null);
        if (line is null)
        {
            return default(object);
        }

        // One run decides over the whole order: it is held, shipped or refunded as one.
        if (draft.Quote.Lines.Count(one => !one.IsGift) > 1)
        {
            return CampaignRefusals.OrderedAlone;
        }

        if (await reads.Find(draft.ShopId, OfferRef.Parse(line.OfferRef)!, cancellation).ConfigureAwait(false) is not { } found)
        {
            return CampaignRefusals.OfferUnknown;
        }

        if (CampaignRefusals.WhyNotRunning(found.Campaign, draft.At) is { } refusal)
        {
            return refusal;
        }

        var actor = await reads.ActorOf(draft.ShopId, draft.MemberId, cancellation).ConfigureAwait(false);
        return new CampaignSeat(found.Run?.Id ?? ids.Next(), found.Run is null ? found.Version : null, actor);
    }

    public void Need(Stage stage, OrderEvent happening, World world, Needs needs)
    {
        if (PlayOf(happening, happening.Order) is { } play)
        {
            engine.Need(play, stage, world, needs);
        }
    }

    public Refusal? On(OrderEvent happened, World world)
    {
        var order = world.One(OrderRows.ById, happened.ShopId, happened.Order.Id)!;
        if (PlayOf(happened, order) is not { } play)
        {
            return null;
        }

        var outcome = engine.Apply(play, world);
        if (!outcome.IsOk)
        {
            return happened is OrderPlaced or OrderRevived
                ? outcome.Refusal
                : throw new InvalidOperationException($"{play.ActType} of run {play.RunId} was refused: {outcome.Refusal.Code}");
        }

        var after = happened is OrderPlaced ? order with { SourceRef = Run.RefOf(play.RunId) } : order;
        after = outcome.Value.HoldText is { } hold ? after with { Hold = hold } : after;
        if (after != order)
        {
            world.Put(after);
        }

        return null;
    }

    /// <summary>
    /// The act that an order's event is for its run; null when the order belongs to none or the event means nothing to runs.
    /// </summary>
    private static Play? PlayOf(OrderEvent happened, Order order)
    {
        if (happened is OrderPlaced placed)
        {
            return placed.Prepared is CampaignSeat seat
                ? NewPlay(placed, seat.RunId, ActTypes.OrderPlaced, seat.Actor) with
                {
                    NewRunOf = seat.NewRunOf,
                }
                : null;
        }

        if (RunOf(order) is not { } runId || TypeOf(happened) is not { } type)
        {
            return null;
        }

        return NewPlay(happened, runId, type, new Actor(order.MemberId));
    }

    private static Play NewPlay(OrderEvent happened, Id runId, string type, Actor actor)
    {
        var line = happened.Lines.Single();

        // The seed follows from the event, so that naming rows and deciding see the same chance, and a replay does too.
        return new Play(happened.ShopId, runId, type, actor, happened.At, happened.Order.Id.Value ^ happened.At.ToUnixTimeMilliseconds())
        {
            Order = new ActOrder(happened.Order.Id, line.SkuId, line.Quantity, happened is OrderPlaced ? Fen.Zero : line.PayableFen),
        };
    }

    private static Id? RunOf(Order order) =>
        order.SourceRef is { } source
        && source.StartsWith("run:", StringComparison.Ordinal)
        && Id.TryParse(source[4..], null, out var runId)
            ? runId
            : null;

    private static string? TypeOf(OrderEvent happened) =>
        happened switch
        {
            OrderPaid => ActTypes.OrderPaid,
            OrderClosed => ActTypes.OrderClosed,
            OrderRevived => ActTypes.OrderRevived,
            OrderRefundChanged => RefundTypeOf(happened.Lines.Single()),
            OrderPlaced or OrderRepriced or OrderReceived or OrderCompleted => null,
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, null),
        };

    /// <summary>A function of the line's sums alone, so that the path of several refunds does not matter.</summary>
    private static string RefundTypeOf(OrderLine line)
    {
        if (IsAll(line, line.RefundedFen, line.RefundedQuantity))
        {
            return ActTypes.OrderRefunded;
        }

        return IsAll(line, line.RefundedFen + line.RefundingFen, line.RefundedQuantity + line.RefundingQuantity)
            ? ActTypes.OrderRefunding
            : ActTypes.OrderRefundClosed;
    }

    private static bool IsAll(OrderLine line, Fen amount, int quantity) =>
        quantity >= line.Quantity || (line.PayableFen > Fen.Zero && amount >= line.PayableFen);
}

/// <summary>What is frozen before the order is placed.</summary>
/// <param name="NewRunOf">The version a new run begins with; null when an existing run is joined.</param>
internal sealed record CampaignSeat(Id RunId, CampaignVersion? NewRunOf, Actor Actor);
