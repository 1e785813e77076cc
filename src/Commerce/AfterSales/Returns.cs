using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>Goods on their way between buyer and shop.</summary>
internal static class Returns
{
    public static readonly Refusal NotNow = Refusal.Conflict(
        "after_sale_step",
        "售后单的状态已经变化，请刷新后再操作",
        "The after-sale has moved on; look at it again"
    );

    public static bool Wants(Refund refund) => refund.Kind is RefundKind.ReturnAndRefund or RefundKind.Exchange;
}

/// <summary>The buyer says how the goods come back; a mistyped number can be put right until they arrive.</summary>
internal sealed class SendBackAct(
    Id orderId,
    Id refundId,
    Id memberId,
    Consignment parcel,
    AfterSaleRules rules,
    IReadOnlyList<IOrderParticipant> participants
) : RefundAct<Id>(orderId, participants)
{
    public override Result<Id> Decide(World world)
    {
        if (RefundIn(world, refundId) is not { } refund || refund.MemberId != memberId)
        {
            return Refusal.NotFound;
        }

        if (refund.State is not (RefundState.Returning or RefundState.Returned))
        {
            return Returns.NotNow;
        }

        if (refund.SentBack is { } sent && sent.Company == parcel.Company && sent.TrackingNo == parcel.TrackingNo)
        {
            return refund.Id;
        }

        Put(
            world,
            refund with
            {
                State = RefundState.Returned,
                SentBack = parcel,
                DueAt = refund.State == RefundState.Returned ? refund.DueAt : At.AddDays(rules.ArrivalDays),
            }
        );
        Note(world, refund.Id, RefundVoice.Buyer, RefundStep.SentBack, $"{parcel.Company} {parcel.TrackingNo}");
        return refund.Id;
    }
}

/// <summary>Staff have the goods: the money goes back, or other goods have to be sent.</summary>
internal sealed class ArrivedAct(Id orderId, Id refundId, RefundVoice voice, string text, IReadOnlyList<IOrderParticipant> participants)
    : RefundAct<Id>(orderId, participants)
{
    public override Result<Id> Decide(World world)
    {
        if (RefundIn(world, refundId) is not { } refund)
        {
            return Refusal.NotFound;
        }

        if (refund.State is RefundState.Accepted or RefundState.Succeeded or RefundState.Exchanging && Returns.Wants(refund))
        {
            return refund.Id;
        }

        if (refund.State is not (RefundState.Returning or RefundState.Returned))
        {
            return Returns.NotNow;
        }

        Note(world, refund.Id, voice, RefundStep.Arrived, text);
        if (refund.Kind == RefundKind.Exchange)
        {
            Put(world, refund with { State = RefundState.Exchanging, DueAt = null });
            return refund.Id;
        }

        return Accept(world, refund) is { } refusal ? refusal : refund.Id;
    }
}

/// <summary>
/// Staff send the exchanged goods. They leave the stock for good: what came back is counted in by hand once somebody has looked at it.
/// </summary>
internal sealed class SendReplacementAct(
    Id orderId,
    Id refundId,
    RefundVoice voice,
    Consignment parcel,
    IReadOnlyList<IOrderParticipant> participants
) : RefundAct<Id>(orderId, participants)
{
    private static readonly Refusal OutOfStock = Refusal.Conflict(
        "replacement_out_of_stock",
        "库存不够换货，请补库存，或与买家协商改为退款",
        "There is not enough stock for the exchange"
    );

    protected override void NeedMore(Stage stage, World world, Needs needs)
    {
        base.NeedMore(stage, world, needs);
        if (stage == Stage.Pool && RefundIn(world, refundId) is { } refund)
        {
            foreach (var (sku, _) in PiecesOf(world, refund))
            {
                needs.Add(Quota.PoolByKey, ShopId, SkuFacts.StockPool(sku));
            }
        }
    }

    public override Result<Id> Decide(World world)
    {
        if (RefundIn(world, refundId) is not { } refund)
        {
            return Refusal.NotFound;
        }

        if (refund.State == RefundState.Exchanged)
        {
            return refund.Id;
        }

        if (refund.State != RefundState.Exchanging)
        {
            return Returns.NotNow;
        }

        foreach (var (sku, pieces) in PiecesOf(world, refund))
        {
            var key = SkuFacts.StockPool(sku);
            var total = world.One(Quota.PoolByKey, ShopId, key)?.Total ?? 0;
            if (!Quota.Resize(world, ShopId, key, total - pieces).IsOk)
            {
                return OutOfStock;
            }
        }

        Put(world, refund with { State = RefundState.Exchanged, Replacement = parcel, FinishedAt = At, DueAt = null });
        Note(world, refund.Id, voice, RefundStep.ReplacementSent, $"{parcel.Company} {parcel.TrackingNo}");
        return refund.Id;
    }

    private IEnumerable<(Id Sku, int Pieces)> PiecesOf(World world, Refund refund) =>
        refund
            .Lines.Select(part => (LinesIn(world).First(line => line.Id == part.LineId).SkuId, part.Quantity))
            .GroupBy(part => part.SkuId, (sku, parts) => (sku, parts.Sum(part => part.Quantity)));
}
