using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Staff;

internal static class StaffEdits
{
    /// <summary>Replaces one row inside an exclusive edit.</summary>
    public static async Task<Result<Done>> Change(BanyanDb db, Id staffId, Func<StaffMember, Result<StaffMember>> change)
    {
        var row = await db.Set<StaffMember>().AsTracking().FirstOrDefaultAsync(staff => staff.Id == staffId).ConfigureAwait(false);
        if (row is null)
        {
            return Refusal.NotFound;
        }

        var changed = change(row);
        if (!changed.IsOk)
        {
            return changed.Refusal;
        }

        db.Entry(row).CurrentValues.SetValues(changed.Value with { Version = row.Version + 1 });
        return Done.Yes;
    }
}
