using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>
/// Sends a parcel on its way, with everything that is still in the house or a part of it. With the last piece the order is shipped. Nothing
/// that waits for a team or is being refunded leaves the house.
/// </summary>
internal sealed class ShipOrderAct(Id orderId, Shipment body, int autoReceiveDays, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<Id>(orderId, participants)
{
    private const int MaxParcels = 50;
    private static readonly Refusal TooManyPieces = Refusal.Conflict(
        "parcel_exceeds",
        "包裹里的数量超过了还没发货的数量",
        "The parcel holds more pieces than are still to ship"
    );

    private static readonly Refusal TrackingUsed = Refusal.Conflict(
        "tracking_used",
        "这个运单号已经在本单的另一个包裹上",
        "Another parcel of this order has this tracking number"
    );

    private static readonly Refusal TooManyParcels = Refusal.Conflict(
        "too_many_parcels",
        $"一笔订单最多 {MaxParcels} 个包裹",
        $"An order has {MaxParcels} parcels at most"
    );

    private readonly string company = body.Company.Trim();
    private readonly string trackingNo = body.TrackingNo.Trim();

    private static readonly Refusal IsPickup = Refusal.Conflict(
        "pickup_order",
        "这是自提订单，备好货后点「备货完成」",
        "This order is fetched at a store: say that it is ready instead"
    );

    private static readonly Refusal IsVirtual = Refusal.Conflict(
        "virtual_order",
        "这是虚拟商品订单，不需要运单，请点「标记已交付」",
        "Nothing of this order is sent: say that it was delivered instead"
    );

    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

    protected override void NeedMore(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Order)
        {
            needs.Add(OrderRows.ParcelsOf, ShopId, OrderId);
        }
    }

    public override Result<Id> Decide(World world)
    {
        var recipients = world.Many(OrderRows.RecipientsOf, ShopId, OrderId);
        if (OrderIn(world) is not { } order || recipients.FirstOrDefault(one => one.No == body.RecipientNo) is not { } recipient)
        {
            return Refusal.NotFound;
        }

        var parcels = world.Many(OrderRows.ParcelsOf, ShopId, OrderId);
        if (parcels.FirstOrDefault(one => one.TrackingNo == trackingNo && one.Company == company) is { } sent)
        {
            return IsThis(sent) ? order.Id : TrackingUsed;
        }

        if (Hindrance(order, recipient) is { } hindrance)
        {
            return hindrance;
        }

        if (parcels.Count >= MaxParcels)
        {
            return TooManyParcels;
        }

        var pieces = PiecesOf(LinesIn(world));
        if (!pieces.IsOk)
        {
            return pieces.Refusal;
        }

        Send(world, order, recipient, new Contents(parcels.Count + 1, pieces.Value));
        return order.Id;
    }

    /// <summary>Whether the request came before: a file sent twice, or an answer that was lost on its way.</summary>
    private bool IsThis(Parcel sent) =>
        sent.RecipientNo == body.RecipientNo && (body.Pieces is null || body.Pieces.ToHashSet().SetEquals(sent.Pieces));

    private static Refusal? Hindrance(Order order, Recipient recipient)
    {
        if (recipient.Pickup is not null)
        {
            return IsPickup;
        }

        if (order.Delivery == Delivery.Virtual)
        {
            return IsVirtual;
        }

        if (ShippingObstacles.Of(order) is { } obstacle)
        {
            return obstacle;
        }

        if (recipient.State != RecipientState.ToShip)
        {
            return ShippingObstacles.NotToShip;
        }

        return null;
    }

    private Result<IReadOnlyList<ParcelPieces>> PiecesOf(IReadOnlyList<OrderLine> lines)
    {
        if (body.Pieces is null)
        {
            return lines.Where(line => line.ToShipQuantity > 0).Select(line => new ParcelPieces(line.Id, line.ToShipQuantity)).ToList();
        }

        foreach (var piece in body.Pieces)
        {
            if (lines.FirstOrDefault(line => line.Id == piece.LineId) is not { } line)
            {
                return Refusal.NotFound;
            }

            if (piece.Quantity > line.ToShipQuantity)
            {
                return TooManyPieces;
            }
        }

        return body.Pieces.ToList();
    }

    private void Send(World world, Order order, Recipient recipient, Contents contents)
    {
        foreach (var piece in contents.Pieces)
        {
            var line = LinesIn(world).First(line => line.Id == piece.LineId);
            world.Put(line with { ShippedQuantity = line.ShippedQuantity + piece.Quantity });
        }

        world.Put(
            new Parcel
            {
                ShopId = ShopId,
                Id = world.NextId(),
                OrderId = OrderId,
                No = contents.No,
                RecipientNo = recipient.No,
                Company = company,
                TrackingNo = trackingNo,
                Pieces = contents.Pieces,
                ShippedAt = At,
            }
        );
        var sent = order with { ShippedAt = At, ParcelCount = contents.No };
        if (LinesIn(world).All(line => line.ToShipQuantity == 0))
        {
            world.Put(recipient with { State = RecipientState.Shipped });
            sent = sent with { State = OrderState.Shipped, AutoReceiveAt = At.AddDays(autoReceiveDays) };
        }

        world.Put(sent);
    }

    private sealed record Contents(int No, IReadOnlyList<ParcelPieces> Pieces);
}
