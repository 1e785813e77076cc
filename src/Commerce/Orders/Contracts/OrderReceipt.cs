using Banyan.Engines.Commit;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>How an order comes to be received, whoever says so: the member, the deadline, or the counter where it is fetched.</summary>
public static class OrderReceipt
{
    /// <summary>Puts the order and its recipients as received. The caller tells the participants.</summary>
    /// <param name="atCounter">Handed over in a store.</param>
    public static Order Put(World world, Order order, DateTimeOffset at, int afterSaleDays, bool atCounter = false)
    {
        foreach (var recipient in world.Many(OrderRows.RecipientsOf, order.ShopId, order.Id))
        {
            world.Put(
                recipient with
                {
                    State = RecipientState.Received,
                    ReceivedAt = at,
                    RedeemedAt = atCounter ? at : recipient.RedeemedAt,
                }
            );
        }

        var received = order with
        {
            State = OrderState.Received,
            ReceivedAt = at,
            ShippedAt = order.ShippedAt ?? at,
            AutoReceiveAt = null,
            AfterSaleEndsAt = at.AddDays(afterSaleDays),
        };
        world.Put(received);
        return received;
    }
}
