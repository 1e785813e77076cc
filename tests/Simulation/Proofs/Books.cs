using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Banyan.Simulation.Faults;
using Banyan.Simulation.Town;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Simulation.Proofs;

/// <summary>Compares what the shops' books say with what the town and the payment channel remember, when everything has settled.</summary>
internal sealed class Books(Community town, BadChannel channel)
{
    /// <summary>What differs, one sentence each.</summary>
    public async Task<IReadOnlyList<string>> Examine(BanyanDb db)
    {
        var orders = await Rows<Order>(db);
        var lines = await Rows<OrderLine>(db);
        var refunds = await Rows<Refund>(db);
        var payments = await Rows<Payment>(db);
        return
        [
            .. Acknowledged(orders),
            .. AcknowledgedRefunds(refunds),
            .. OnceForEachKey(orders, refunds),
            .. SoldAtMostTheStock(orders, lines),
            .. MoneyReceived(payments, orders),
            .. MoneyReturned(refunds),
            .. OfOneShop(orders, lines),
            .. await NothingHangs(db, orders),
        ];
    }

    /// <summary>An answer that was given is never lost.</summary>
    private IEnumerable<string> Acknowledged(List<Order> orders)
    {
        var found = orders.ToDictionary(order => order.Id.ToString(), StringComparer.Ordinal);
        foreach (var known in town.History)
        {
            if (!found.TryGetValue(known.Id, out var order))
            {
                yield return $"order {known.Id} was acknowledged and does not exist";
                continue;
            }

            if (order.ShopId != known.Buyer.Shop.Owner.ShopId || order.MemberId != known.Buyer.Session!.SubjectId)
            {
                yield return $"order {known.Id} belongs to somebody else than {known.Buyer.Name}";
            }

            if ((known.WasShipped && order.ShippedAt is null) || (known.WasReceived && order.ReceivedAt is null))
            {
                yield return $"a step of order {known.Id} was acknowledged and is not there";
            }
        }
    }

    private IEnumerable<string> AcknowledgedRefunds(List<Refund> refunds)
    {
        var found = refunds.ToDictionary(refund => refund.Id.ToString(), StringComparer.Ordinal);
        return town
            .History.SelectMany(order => order.Refunds.Select(refund => (order, refund)))
            .Where(pair => found.GetValueOrDefault(pair.refund.Id)?.OrderId.ToString() != pair.order.Id)
            .Select(pair => $"refund {pair.refund.Id} of order {pair.order.Id} was acknowledged and is not there");
    }

    /// <summary>
    /// Every order and every request for money carries its Idempotency-Key in a text; nobody is left without an answer
    /// now.
    /// </summary>
    private IEnumerable<string> OnceForEachKey(List<Order> orders, List<Refund> refunds)
    {
        var twice = orders
            .GroupBy(order => order.Remark)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} made {group.Count()} orders");
        var unknown = orders
            .Where(order => !town.Orders.ContainsKey(order.Id.ToString()))
            .Select(order => $"order {order.Id} of {order.Remark} was made and never acknowledged, although everybody has an answer");
        var refunded = refunds
            .Where(refund => refund.Kind != RefundKind.ReturnedPayment)
            .Select(refund => refund.Note.Length > 0 ? refund.Note : refund.Reason)
            .Where(text => text.StartsWith("key-", StringComparison.Ordinal))
            .GroupBy(text => text)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} made {group.Count()} refunds");
        return twice.Concat(unknown).Concat(refunded);
    }

    /// <summary>Of what was never restocked no more pieces are out than there were.</summary>
    private IEnumerable<string> SoldAtMostTheStock(List<Order> orders, List<OrderLine> lines)
    {
        var standing = orders.Where(order => order.State != OrderState.Closed).Select(order => order.Id).ToHashSet();
        var sold = lines
            .Where(line => standing.Contains(line.OrderId))
            .GroupBy(line => line.SkuId.ToString())
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity - line.RefundedQuantity));
        return town
            .Shops.SelectMany(shop => shop.Goods)
            .Where(goods => goods.IsScarce && sold.GetValueOrDefault(goods.SkuId) > goods.Stock)
            .Select(goods => $"SKU {goods.SkuId}: {sold[goods.SkuId]} of {goods.Stock} pieces were sold");
    }

    private IEnumerable<string> MoneyReceived(List<Payment> payments, List<Order> orders)
    {
        var paid = channel.Bills.Where(bill => bill.Notice is not null).ToDictionary(bill => bill.Notice!.TransactionId);
        var booked = payments.ToDictionary(payment => payment.TransactionId);
        foreach (var (transaction, bill) in paid)
        {
            if (booked.GetValueOrDefault(transaction)?.AmountFen != bill.AmountFen)
            {
                yield return $"{bill.OutTradeNo}: {bill.AmountFen} was paid at the channel and {booked.GetValueOrDefault(transaction)} booked";
            }
        }

        foreach (var payment in payments.Where(payment => !paid.ContainsKey(payment.TransactionId)))
        {
            yield return $"payment {payment.TransactionId} is booked, and the channel knows nothing of it";
        }

        var kept = orders.Sum(order => order.PaidFen.Value - order.RefundedFen.Value);
        var (into, outOf) = (
            paid.Values.Sum(bill => bill.AmountFen.Value),
            channel.Returns.Where(Succeeded).Sum(back => back.AmountFen.Value)
        );
        if (into - outOf != kept)
        {
            yield return $"the channel took {into} and gave {outOf} back, the orders keep {kept}";
        }
    }

    private IEnumerable<string> MoneyReturned(List<Refund> refunds)
    {
        var sent = channel.Returns.ToDictionary(back => back.OutRefundNo, StringComparer.Ordinal);
        return refunds
            .Where(refund => refund.AmountFen > Fen.Zero)
            .Where(refund => (refund.State == RefundState.Succeeded) != (sent.TryGetValue(refund.No, out var back) && Succeeded(back)))
            .Select(refund => $"refund {refund.No} is {refund.State} here and {sent.GetValueOrDefault(refund.No)?.State} at the channel")
            .Concat(
                refunds
                    .Where(refund =>
                        refund.Kind == RefundKind.ReturnedPayment && refund.State is not (RefundState.Succeeded or RefundState.Closed)
                    )
                    .Select(refund => $"a payment that came too late is still {refund.State}: {refund.No}")
            )
            .Concat(channel.Complaints);
    }

    private static IEnumerable<string> OfOneShop(List<Order> orders, List<OrderLine> lines)
    {
        var shops = orders.ToDictionary(order => order.Id, order => order.ShopId);
        return lines
            .Where(line => shops.GetValueOrDefault(line.OrderId) != line.ShopId)
            .Select(line => $"line {line.Id} of shop {line.ShopId} belongs to an order of shop {shops.GetValueOrDefault(line.OrderId)}");
    }

    /// <summary>One of each always waits for the next night.</summary>
    private static readonly string[] NightlyJobs = ["examine-books", "find-companions", "check-bill"];

    private static async Task<IEnumerable<string>> NothingHangs(BanyanDb db, List<Order> orders)
    {
        var held = await db.Set<Claim>().IgnoreQueryFilters().Where(claim => claim.State == ClaimState.Held).ToListAsync();
        var jobs = await db.Set<Job>()
            .IgnoreQueryFilters()
            .Where(job => job.State != JobState.Done && !NightlyJobs.Contains(job.Type))
            .ToListAsync();
        return orders
            .Where(order => order.State == OrderState.Unpaid)
            .Select(order => $"order {order.Id} is still unpaid")
            .Concat(held.Select(claim => $"{claim.Holder} still holds {claim.Quantity} of {claim.PoolKey}"))
            .Concat(jobs.Select(job => $"job {job.Type} {job.DedupKey} is still {job.State}: {job.LastError}"));
    }

    private static bool Succeeded(BadChannel.Return back) => back.State == ChannelRefundState.Succeeded;

    private static Task<List<TRow>> Rows<TRow>(BanyanDb db)
        where TRow : class => db.Set<TRow>().IgnoreQueryFilters().AsNoTracking().ToListAsync();
}
