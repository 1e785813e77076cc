using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>Reads orders with all that belongs to them: one statement per table, however many orders.</summary>
internal static class OrderFiles
{
    private static readonly GroupRead<Id, OrderFile> ByOrder = new(Load);

    /// <summary>The order, if the member may see it; null as the member is staff, who see every order of the shop.</summary>
    public static async Task<OrderFile?> Find(GroupReads reads, Id shopId, Id orderId, Id? memberId, CancellationToken cancellation) =>
        await reads.Find(ByOrder, shopId, orderId, cancellation) is { } file && (memberId is null || file.Order.MemberId == memberId)
            ? file
            : null;

    private static async Task<IReadOnlyDictionary<Id, OrderFile>> Load(BanyanDb db, IReadOnlyList<Id> ids, CancellationToken cancellation)
    {
        var holders = ids.Select(OrderRows.Holder).ToList();
        var orders = await db.Set<Order>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
        if (orders.Count == 0)
        {
            return new Dictionary<Id, OrderFile>();
        }

        var lines = await db.Set<OrderLine>().AsNoTracking().Where(row => ids.Contains(row.OrderId)).ToListAsync(cancellation);
        var parts = await db.Set<PaymentPart>().AsNoTracking().Where(row => ids.Contains(row.OrderId)).ToListAsync(cancellation);
        var recipients = await Recipients(db, ids).ToListAsync(cancellation);
        var refunds = await db.Set<Refund>().AsNoTracking().Where(row => ids.Contains(row.OrderId)).ToListAsync(cancellation);
        var claims = await db.Set<Claim>().AsNoTracking().Where(row => holders.Contains(row.Holder)).ToListAsync(cancellation);
        var edits = await db.Set<OrderEdit>().AsNoTracking().Where(row => ids.Contains(row.OrderId)).ToListAsync(cancellation);
        var reviewed = await ReviewedLinesOf(db, orders, cancellation);
        var (linesOf, partsOf, recipientsOf, refundsOf, claimsOf, editsOf) = (
            lines.ToLookup(row => row.OrderId),
            parts.ToLookup(row => row.OrderId),
            recipients.ToLookup(row => row.Recipient.OrderId),
            refunds.ToLookup(row => row.OrderId),
            claims.ToLookup(row => row.Holder, StringComparer.Ordinal),
            edits.ToLookup(row => row.OrderId)
        );
        return orders.ToDictionary(
            order => order.Id,
            order => new OrderFile(
                order,
                [.. linesOf[order.Id].OrderBy(row => row.Id)],
                [.. partsOf[order.Id].OrderBy(row => row.No)],
                [.. recipientsOf[order.Id].Select(row => row.Recipient).DistinctBy(row => row.No).OrderBy(row => row.No)],
                [.. refundsOf[order.Id].OrderBy(row => row.Id)],
                [.. claimsOf[OrderRows.Holder(order.Id)].OrderBy(row => row.Id)],
                [.. recipientsOf[order.Id].Select(row => row.Parcel).OfType<Parcel>().OrderBy(row => row.No)],
                [.. editsOf[order.Id].OrderBy(row => row.Id)]
            )
            {
                Reviewed = reviewed[order.Id].Count(),
            }
        );
    }

    /// <summary>Each recipient with each of their parcels, or with none, by one statement.</summary>
    private static IQueryable<RecipientParcel> Recipients(BanyanDb db, IReadOnlyList<Id> ids) =>
        from recipient in db.Set<Recipient>().AsNoTracking()
        where ids.Contains(recipient.OrderId)
        from parcel in db.Set<Parcel>()
            .AsNoTracking()
            .Where(parcel => parcel.OrderId == recipient.OrderId && parcel.RecipientNo == recipient.No)
            .DefaultIfEmpty()
        select new RecipientParcel(recipient, parcel);

    private sealed record RecipientParcel(Recipient Recipient, Parcel? Parcel);

    public static async Task<ILookup<Id, OrderLine>> LinesOf(BanyanDb db, IEnumerable<Order> orders, CancellationToken cancellation)
    {
        var ids = orders.Select(order => order.Id).ToList();
        var lines = await db.Set<OrderLine>()
            .AsNoTracking()
            .Where(line => ids.Contains(line.OrderId))
            .OrderBy(line => line.Id)
            .ToListAsync(cancellation);
        return lines.ToLookup(line => line.OrderId);
    }

    /// <summary>The lines of these orders that were reviewed. Nothing is asked while none of them was received.</summary>
    public static async Task<ILookup<Id, Id>> ReviewedLinesOf(BanyanDb db, IEnumerable<Order> orders, CancellationToken cancellation)
    {
        var ids = orders.Where(order => order.ReceivedAt is not null).Select(order => order.Id).ToList();
        var lines =
            ids.Count == 0
                ? []
                : await db.Set<Review>()
                    .Where(review => ids.Contains(review.OrderId))
                    .Select(review => new { review.OrderId, review.LineId })
                    .ToListAsync(cancellation);
        return lines.ToLookup(row => row.OrderId, row => row.LineId);
    }
}
