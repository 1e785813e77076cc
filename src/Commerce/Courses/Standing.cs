using Banyan.Commerce.Courses.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Courses;

/// <summary>Whether a member may take a course, and why not.</summary>
public enum CourseStanding
{
    /// <summary>It was never opened to them.</summary>
    None,

    /// <summary>They may take it now.</summary>
    Open,

    /// <summary>Their time with it begins later.</summary>
    Later,

    /// <summary>Its price is on its way back.</summary>
    Refunding,

    /// <summary>Their time with it is over.</summary>
    Expired,

    /// <summary>Its price went back, or staff took it back.</summary>
    Closed,
}

/// <summary>How a member stands to a course.</summary>
/// <param name="Until">When an open one ends; null: never, or it is not open.</param>
internal sealed record Standing(CourseStanding State, DateTimeOffset? Until)
{
    private static readonly Standing Stranger = new(CourseStanding.None, null);

    public bool IsOpen => State == CourseStanding.Open;

    /// <summary>It was opened to them once.</summary>
    public bool IsKnown => State != CourseStanding.None;

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
        if (active.Any(one => one.From <= now))
        {
            return new Standing(CourseStanding.Open, active.TrueForAll(one => one.Until is not null) ? active.Max(one => one.Until) : null);
        }

        return new Standing(
            all.Count == 0 ? CourseStanding.None
                : active.Count > 0 ? CourseStanding.Later
                : all.Exists(one => one.State == EntitlementState.Suspended) ? CourseStanding.Refunding
                : all.Exists(one => one.State == EntitlementState.Active) ? CourseStanding.Expired
                : CourseStanding.Closed,
            null
        );
    }
}
