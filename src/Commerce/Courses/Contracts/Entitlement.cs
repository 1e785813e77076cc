using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Courses.Contracts;

public enum EntitlementState
{
    Active,

    /// <summary>Its price is being refunded: nothing can be opened until that has failed.</summary>
    Suspended,

    /// <summary>Refunded, or taken back by staff.</summary>
    Revoked,
}

/// <summary>
/// A member may take a course, for ever or for a time, because of one thing: a line of an order, a reward, a word of staff.
/// </summary>
public sealed record Entitlement : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id MemberId { get; init; }

    public required Id CourseId { get; init; }

    /// <summary>The order it comes from; its own id where it comes from none.</summary>
    public required Id SubjectId { get; init; }

    /// <summary>What it comes from, such as <c>order</c>; with <see cref="SourceId"/> and the course unique in the shop.</summary>
    public required string SourceType { get; init; }

    /// <summary>Such as the line's id.</summary>
    public required string SourceId { get; init; }

    /// <summary>The line of the order; null where it comes from none.</summary>
    public Id? LineId { get; init; }

    /// <summary>One Chinese sentence that the member reads.</summary>
    public required string Why { get; init; }

    public EntitlementState State { get; init; }

    /// <summary>How long it lasts, as it was when it was given; null: for ever.</summary>
    public int? Days { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>Null: for ever.</summary>
    public DateTimeOffset? Until { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokeReason { get; init; }
}

public static class EntitlementRows
{
    public static readonly RowSet<Entitlement, Id> OfSubject = new(Stage.Run, entitlement => entitlement.SubjectId);
    public static readonly RowSet<Entitlement, Id> OfMember = new(Stage.Run, entitlement => entitlement.MemberId);
}

/// <summary>What a course is opened for.</summary>
public sealed record CourseGrant(Id ShopId, Id MemberId, Id CourseId, string SourceType, string SourceId, string Why)
{
    /// <summary>The line of an order that it comes from.</summary>
    public OrderLine? Line { get; init; }

    /// <summary>How many times its length.</summary>
    public int Times { get; init; } = 1;
}

/// <summary>Opens courses and closes them again, inside the act that is the reason for it.</summary>
public static class Entitlements
{
    /// <summary>The longest that times can add up to.</summary>
    private const int MaxDays = 36_500;

    /// <summary>Names the rows that giving needs.</summary>
    public static void Need(Stage stage, Id shopId, Id memberId, Id courseId, Needs needs)
    {
        if (stage == Stage.Run)
        {
            needs.Add(CourseRows.ById, shopId, courseId);
            needs.Add(EntitlementRows.OfMember, shopId, memberId);
        }
    }

    /// <summary>
    /// Opens the course. One that has a time begins when the one before it ends, so that buying early loses nothing. The same source a
    /// second time changes nothing.
    /// </summary>
    public static Refusal? Give(World world, CourseGrant grant, DateTimeOffset at)
    {
        if (world.One(CourseRows.ById, grant.ShopId, grant.CourseId) is not { } course)
        {
            return Refusal.NotFound;
        }

        var had = Of(world, grant.ShopId, grant.MemberId, grant.CourseId);
        if (had.Any(one => one.SourceType == grant.SourceType && one.SourceId == grant.SourceId))
        {
            return null;
        }

        var days = course.ValidDays is { } each ? (int?)Math.Min((long)each * grant.Times, MaxDays) : null;
        var from = days is null ? at : EndOf(had.Where(one => one.State == EntitlementState.Active), at);
        var id = world.NextId();
        world.Put(
            new Entitlement
            {
                ShopId = grant.ShopId,
                Id = id,
                MemberId = grant.MemberId,
                CourseId = grant.CourseId,
                SubjectId = grant.Line?.OrderId ?? id,
                LineId = grant.Line?.Id,
                SourceType = grant.SourceType,
                SourceId = grant.SourceId,
                Why = grant.Why,
                Days = days,
                From = from,
                Until = days is { } length ? from.AddDays(length) : null,
                GrantedAt = at,
            }
        );
        return null;
    }

    /// <summary>Changes what it is worth now; those that wait for its end move up when it is gone.</summary>
    public static void Set(World world, Entitlement entitlement, EntitlementState state, string? reason, DateTimeOffset at)
    {
        if (entitlement.State == state)
        {
            return;
        }

        var isGone = state == EntitlementState.Revoked;
        world.Put(entitlement with { State = state, RevokedAt = isGone ? at : null, RevokeReason = isGone ? reason : null });
        if (isGone)
        {
            MoveUp(world, entitlement, at);
        }
    }

    /// <summary>
    /// The times of one course follow one another without a gap: whoever paid for two and gave one back has the other now.
    /// </summary>
    private static void MoveUp(World world, Entitlement gone, DateTimeOffset at)
    {
        var standing = Of(world, gone.ShopId, gone.MemberId, gone.CourseId).Where(one => one.State == EntitlementState.Active).ToList();
        var free = EndOf(standing.Where(one => one.From <= at), at);
        foreach (var next in standing.Where(one => one.From > at).OrderBy(one => one.From))
        {
            var until = next.Days is { } days ? free.AddDays(days) : (DateTimeOffset?)null;
            world.Put(next with { From = free, Until = until });
            free = until ?? free;
        }
    }

    private static DateTimeOffset EndOf(IEnumerable<Entitlement> standing, DateTimeOffset at) =>
        standing.Select(one => one.Until).OfType<DateTimeOffset>().Append(at).Max();

    private static IReadOnlyList<Entitlement> Of(World world, Id shopId, Id memberId, Id courseId) =>
        [.. world.Many(EntitlementRows.OfMember, shopId, memberId).Where(one => one.CourseId == courseId)];
}
