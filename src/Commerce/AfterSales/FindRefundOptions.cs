using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.AfterSales;

/// <summary>What a buyer may ask for now.</summary>
/// <param name="Kinds">The kinds that make sense in the order's state; empty: none.</param>
public sealed record RefundOptions(IReadOnlyList<RefundKind> Kinds, IReadOnlyList<RefundOption> Lines);

/// <param name="Pieces">Not refunded, and in no after-sale that is open.</param>
/// <param name="AmountFen">What is left of the paid amount.</param>
/// <param name="PriceDropFen">What price protection would give back.</param>
/// <param name="OpenRefundId">The after-sale that is under way for it; null: none.</param>
public sealed record RefundOption(Id LineId, int Pieces, Fen AmountFen, Fen PriceDropFen, Id? OpenRefundId);

/// <summary>Tells the shop's page what to offer, by the same rules that decide.</summary>
internal sealed class FindRefundOptions(IDbContextFactory<BanyanDb> factory, Refunds refunds, IShopSettings settings, TimeProvider clock)
{
    public async Task<RefundOptions?> Of(Id shopId, Id memberId, Id orderId, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation);
        var order = await db.Set<Order>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == orderId && row.MemberId == memberId, cancellation);
        if (order is null)
        {
            return null;
        }

        var lines = await db.Set<OrderLine>().AsNoTracking().Where(line => line.OrderId == orderId).ToListAsync(cancellation);
        var before = await db.Set<Refund>().AsNoTracking().Where(refund => refund.OrderId == orderId).ToListAsync(cancellation);
        var rules = (await settings.Of(shopId, cancellation)).AfterSales;
        var isProtected = !PriceProtection.IsOver(order, rules.PriceProtectionDays, clock.GetUtcNow());
        var prices = isProtected ? await refunds.PricesNow(shopId, orderId, cancellation) : new Dictionary<Id, Fen>();
        List<RefundOption> options =
        [
            .. lines.Select(line => new RefundOption(
                line.Id,
                RefundMath.PiecesLeft(line),
                RefundMath.Left(line),
                prices.TryGetValue(line.SkuId, out var now) ? PriceProtection.DueFor(line, before, now) : Fen.Zero,
                before.Find(refund => refund.IsOpen && refund.Lines.Any(part => part.LineId == line.Id))?.Id
            )),
        ];
        return new RefundOptions([.. KindsOf(order, options)], options);
    }

    private static IEnumerable<RefundKind> KindsOf(Order order, IReadOnlyList<RefundOption> options)
    {
        if (order.State is not (OrderState.ToShip or OrderState.Shipped or OrderState.Received))
        {
            yield break;
        }

        if (options.Any(option => option.AmountFen > Fen.Zero))
        {
            yield return RefundKind.RefundOnly;
        }

        var hasGoods = order.Delivery != Delivery.Virtual && order is not { State: OrderState.ToShip, ParcelCount: 0 };
        if (hasGoods && options.Any(option => option.Pieces > 0))
        {
            yield return RefundKind.ReturnAndRefund;
            yield return RefundKind.Exchange;
        }

        if (options.Any(option => option.PriceDropFen > Fen.Zero))
        {
            yield return RefundKind.PriceProtection;
        }
    }
}
