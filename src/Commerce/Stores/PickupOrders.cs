using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Stores.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Stores;

/// <summary>Orders that are fetched: the first kind of thing that is redeemed at the counter.</summary>
internal sealed class PickupOrders(
    IDbContextFactory<BanyanDb> factory,
    IShopSettings settings,
    Commit commit,
    IEnumerable<IOrderParticipant> participants,
    TimeProvider clock
) : IRedeemable
{
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public string Kind => PickupCodes.Kind;

    public string Label => "自提订单";

    public async Task<RedeemableThing> Look(Redemption redemption, CancellationToken cancellation)
    {
        var orderId = redemption.SubjectId;
        await using var db = await factory.OpenFor(redemption.ShopId, cancellation);
        var order = await db.Set<Order>().AsNoTracking().FirstAsync(row => row.Id == orderId, cancellation);
        var lines = await db.Set<OrderLine>()
            .AsNoTracking()
            .Where(row => row.OrderId == orderId)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellation);
        var recipients = await db.Set<Recipient>().AsNoTracking().Where(row => row.OrderId == orderId).ToListAsync(cancellation);
        var pickup = recipients.Select(one => one.Pickup).OfType<Pickup>().FirstOrDefault();
        var items = lines
            .Where(line => line.Quantity > line.RefundedQuantity)
            .Select(line => new RedeemableItem(line.Name, line.SpecText, line.ImageUrl, line.Quantity - line.RefundedQuantity));
        return new RedeemableThing(
            $"订单 {order.No}",
            [.. items],
            pickup is null ? null : new RedeemableContact(pickup.Name, Masked(pickup.Phone)),
            ObstacleOf(order, redemption)
        )
        {
            Remark = order.Remark,
            OrderId = order.Id,
        };
    }

    public async Task<Result<Done>> Redeem(RedemptionWish wish, CancellationToken cancellation)
    {
        var redemption = wish.Redemption;
        var shop = await settings.Of(redemption.ShopId, cancellation);
        var act = new RedeemPickupAct(redemption, wish.By, shop.AfterSaleDays, participants)
        {
            ShopId = redemption.ShopId,
            At = clock.GetUtcNow(),
            Key = wish.Key,
        };
        return (await commit.Run(act, cancellation)).Map(_ => Done.Yes);
    }

    /// <summary>The same reasons stand before the act and inside it: staff see beforehand what the act would say.</summary>
    internal static Refusal? ObstacleOf(Order order, Redemption redemption) =>
        RedemptionCodes.ObstacleOf(redemption)
        ?? (
            order.Hold is { } hold ? Refusal.Conflict("order_on_hold", $"{hold}，暂不能取货", "This order waits for something")
            : order.RefundingFen > Fen.Zero
                ? Refusal.Conflict("refund_under_way", "有退款正在处理，暂不能取货", "A refund is under way; wait until it is finished")
            : null
        );

    private static string Masked(string phone) => phone.Length < 8 ? phone : $"{phone[..3]}****{phone[^4..]}";
}

/// <summary>
/// Hands a pickup order over at the counter, once. An order that counts as received already, because nobody came in time, can still be
/// fetched by its code.
/// </summary>
internal sealed class RedeemPickupAct(Redemption seen, string by, int afterSaleDays, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<Id>(seen.SubjectId, participants)
{
    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) =>
        [new OrderReceived(order, lines, At)];

    protected override void NeedMore(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Run)
        {
            needs.Add(RedemptionRows.ByCode, ShopId, seen.Code);
        }
    }

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order || world.One(RedemptionRows.ByCode, ShopId, seen.Code) is not { } redemption)
        {
            return Refusal.NotFound;
        }

        if (PickupOrders.ObstacleOf(order, redemption) is { } obstacle)
        {
            return obstacle;
        }

        var used = RedemptionCodes.Use(world, redemption, At, by);
        if (!used.IsOk)
        {
            return used.Refusal;
        }

        if (order.State is not (OrderState.ToShip or OrderState.Shipped))
        {
            foreach (var recipient in world.Many(OrderRows.RecipientsOf, ShopId, OrderId))
            {
                world.Put(recipient with { RedeemedAt = At });
            }

            return order.Id;
        }

        var received = OrderReceipt.Put(world, order, At, afterSaleDays, atCounter: true);
        return Tell(world, new OrderReceived(received, LinesIn(world), At)) is { } refusal ? refusal : order.Id;
    }
}
