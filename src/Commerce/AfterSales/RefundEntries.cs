using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.AfterSales;

/// <summary>What was said and done in one after-sale.</summary>
internal static class RefundEntries
{
    private const int Most = 300;

    public static async Task<IReadOnlyList<RefundEntryView>> Of(BanyanDb db, Id refundId, bool forStaff, CancellationToken cancellation)
    {
        var rows = await db.Set<RefundEntry>()
            .AsNoTracking()
            .Where(entry => entry.RefundId == refundId)
            .OrderByDescending(entry => entry.Id)
            .Take(Most)
            .ToListAsync(cancellation);
        rows.Reverse();
        return [.. rows.Select(entry => RefundEntryView.Of(entry, forStaff))];
    }
}
