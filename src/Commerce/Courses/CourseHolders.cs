using Banyan.Commerce.Courses.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Courses;

/// <summary>Somebody who may take a course, or might once.</summary>
/// <param name="Done">How many of its lessons they have finished.</param>
public sealed record CourseHolder(
    Id EntitlementId,
    Id MemberId,
    string Nickname,
    string AvatarUrl,
    string Why,
    EntitlementState State,
    DateTimeOffset From,
    DateTimeOffset? Until,
    string? RevokeReason,
    int Done
);

/// <param name="Reason">Shown to the member.</param>
public sealed record RevokeBody(string Reason);

/// <summary>Staff see who has a course, and take it back.</summary>
internal static class CourseHolders
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/courses/{id}/holders", List)
            .RequirePermission("members.read")
            .WithName("ListCourseHolders")
            .WithTags(StaffCourses.Tag)
            .Produces<Page<CourseHolder>>();
        api.MapPost("/entitlements/{id}/revoke", Revoke)
            .RequirePermission("members.write")
            .WithName("RevokeEntitlement")
            .WithTags(StaffCourses.Tag)
            .Produces(204);
    }

    private static async Task<IResult> List(
        StaffCaller caller,
        Id id,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        if (!await db.Set<Course>().AnyAsync(course => course.Id == id, cancellation))
        {
            return Refusal.NotFound.ToHttp();
        }

        var after = page.AfterId;
        var rows = await (
            from entitlement in db.Set<Entitlement>()
            join member in db.Set<Member>() on entitlement.MemberId equals member.Id
            where entitlement.CourseId == id && (after == Id.None || entitlement.Id < after)
            orderby entitlement.Id descending
            select new
            {
                entitlement,
                member.Nickname,
                member.AvatarUrl,
                Done = db.Set<LessonProgress>()
                    .Count(progress => progress.MemberId == entitlement.MemberId && progress.CourseId == id && progress.DoneAt != null),
            }
        )
            .AsNoTracking()
            .Take(page.Take)
            .ToListAsync(cancellation);
        return Results.Ok(
            Page<CourseHolder>.Of(
                rows,
                page,
                row => new CourseHolder(
                    row.entitlement.Id,
                    row.entitlement.MemberId,
                    row.Nickname,
                    row.AvatarUrl,
                    row.entitlement.Why,
                    row.entitlement.State,
                    row.entitlement.From,
                    row.entitlement.Until,
                    row.entitlement.RevokeReason,
                    row.Done
                ),
                row => row.entitlement.Id.ToString()
            )
        );
    }

    private static async Task<IResult> Revoke(StaffCaller caller, Id id, RevokeBody body, CourseDesk desk, CancellationToken cancellation)
    {
        if (Check.Body().Text(body.Reason, 2, CourseLimits.Reason).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var owner = await desk
            .Db.Set<Entitlement>()
            .Where(row => row.Id == id)
            .Select(row => (Id?)row.MemberId)
            .FirstOrDefaultAsync(cancellation);
        if (owner is not { } memberId)
        {
            return Refusal.NotFound.ToHttp();
        }

        var act = new RevokeAct(id, memberId, body.Reason.Trim()) { ShopId = caller.ShopId, At = desk.Clock.GetUtcNow() };
        return (await desk.Commit.Run(act, cancellation)).ToNoContent();
    }

    private sealed class RevokeAct(Id id, Id memberId, string reason) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Run)
            {
                needs.Add(EntitlementRows.OfMember, ShopId, memberId);
            }
        }

        public override Result<Done> Decide(World world)
        {
            if (world.Many(EntitlementRows.OfMember, ShopId, memberId).FirstOrDefault(row => row.Id == id) is not { } entitlement)
            {
                return Refusal.NotFound;
            }

            Entitlements.Set(world, entitlement, EntitlementState.Revoked, reason, At);
            return Done.Yes;
        }
    }
}
