using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Staff;

internal sealed class StaffSessions(IDbContextFactory<BanyanDb> factory) : ISessionDirectory
{
    public SessionKind Kind => SessionKind.Staff;

    public async Task<SessionStanding?> Find(Id shopId, Id subjectId, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        db.Shop = shopId;
        var staff = await db.Set<StaffMember>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == subjectId, cancellation)
            .ConfigureAwait(false);
        return staff is null || staff.Disabled
            ? null
            : new SessionStanding(staff.SessionVersion, staff.Name, Roles.PermissionsOf(staff.Roles));
    }
}
