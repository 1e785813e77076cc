using Banyan.Commerce.Courses.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Courses;

/// <summary>How a member stands to a course.</summary>
/// <param name="IsKnown">It was opened to them once.</param>
/// <param name="IsOpen">They may take it now.</param>
/// <param name="Until">When that ends; null: never, or it is not open.</param>
internal sealed record Standing(bool IsKnown, bool IsOpen, DateTimeOffset? Until)
{
    private static readonly Standing Stranger = new(false, false, null);

    public static async Task<Standing> Find(BanyanDb db, Id memberId, Id courseId, DateTimeOffset now, CancellationToken cancellation) =>
        memberId == Id.None
            ? Stranger
            : Of(
                await db.Set<Entitlement>()
                    .AsNoTracking()
                    .Where(row => row.MemberId == memberId && row.CourseId == courseId)
                    .ToListAsync(cancellation),
                now
            );

    /// <param name="entitlements">All that one member has of one course.</param>
    public static Standing Of(IEnumerable<Entitlement> entitlements, DateTimeOffset now)
    {
        var all = entitlements.ToList();
        var active = all.Where(one => one.State == EntitlementState.Active && (one.Until is null || one.Until > now)).ToList();
        var isOpen = active.Any(one => one.From <= now);
        return new Standing(
            all.Count > 0,
            isOpen,
            isOpen && active.TrueForAll(one => one.Until is not null) ? active.Max(one => one.Until) : null
        );
    }
}
