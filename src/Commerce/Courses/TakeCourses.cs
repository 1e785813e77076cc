using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Courses.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Courses;

/// <summary>A course that the member has.</summary>
/// <param name="Done">Lessons finished.</param>
/// <param name="Until">Null: for ever.</param>
/// <param name="CanOpen">False once its time is over, and while or after its price goes back.</param>
/// <param name="Standing">Why it can be opened or not.</param>
public sealed record MyCourse(
    Id Id,
    CourseKind Kind,
    string Title,
    string CoverUrl,
    int LessonCount,
    int Done,
    DateTimeOffset? Until,
    bool CanOpen,
    CourseStanding Standing
);

/// <param name="CanOpen">Free, or the member has the course.</param>
/// <param name="Seconds">Where the member left a film.</param>
public sealed record LessonCard(Id Id, LessonKind Kind, string Title, int? Minutes, bool IsFree, bool CanOpen, bool Done, int Seconds);

/// <summary>A course's own page.</summary>
/// <param name="IsMine">The member may take all of it now.</param>
/// <param name="Until">When that ends; null: never, or it is not theirs.</param>
/// <param name="ProductId">The goods on the shelf that open it, the cheapest first; null: none.</param>
public sealed record CoursePage(
    Id Id,
    CourseKind Kind,
    string Title,
    string CoverUrl,
    string IntroHtml,
    int? ValidDays,
    bool IsMine,
    DateTimeOffset? Until,
    CourseStanding Standing,
    Id? ProductId,
    Fen? PriceFen,
    IReadOnlyList<LessonCard> Lessons
);

/// <summary>A lesson in full.</summary>
public sealed record LessonPage(
    Id Id,
    Id CourseId,
    string CourseTitle,
    LessonKind Kind,
    string Title,
    string BodyHtml,
    string? MediaUrl,
    int? Minutes,
    bool Done,
    int Seconds,
    Id? PreviousId,
    Id? NextId
);

/// <summary>Members find their courses and take them; everybody may look at what there is and at what is free.</summary>
internal static class TakeCourses
{
    private const int MaxCourses = 200;

    public static readonly Refusal NotEntitled = Refusal.Conflict(
        "not_entitled",
        "购买后才能学习这一节",
        "This lesson is open to those who have the course"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/my-courses", Mine).RequireMember().WithName("ListMyCourses").WithTags("Courses").Produces<Page<MyCourse>>();
        api.MapGet("/courses/{id}", Get).AllowAnyone().WithName("GetCourse").WithTags("Courses").Produces<CoursePage>();
        api.MapGet("/courses/{id}/lessons/{lessonId}", Open)
            .AllowAnyone()
            .WithName("OpenLesson")
            .WithTags("Courses")
            .Produces<LessonPage>();
    }

    private static async Task<IResult> Mine(MemberCaller caller, BanyanDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var had = await (
            from entitlement in db.Set<Entitlement>()
            join course in db.Set<Course>() on entitlement.CourseId equals course.Id
            where entitlement.MemberId == caller.MemberId && entitlement.State != EntitlementState.Revoked
            orderby entitlement.Id descending
            select new { entitlement, course }
        )
            .AsNoTracking()
            .Take(MaxCourses)
            .ToListAsync(cancellation);
        var done = await db.Set<LessonProgress>()
            .Where(progress => progress.MemberId == caller.MemberId && progress.DoneAt != null)
            .GroupBy(progress => progress.CourseId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var courses = had.GroupBy(row => row.course.Id)
            .Select(group =>
            {
                var course = group.First().course;
                var standing = Standing.Of(group.Select(row => row.entitlement), now);
                return new MyCourse(
                    course.Id,
                    course.Kind,
                    course.Title,
                    course.CoverUrl,
                    course.LessonCount,
                    Math.Min(done.GetValueOrDefault(course.Id), course.LessonCount),
                    standing.Until,
                    standing.IsOpen,
                    standing.State
                );
            });
        return Results.Ok(new Page<MyCourse>([.. courses], null));
    }

    private static async Task<IResult> Get(Visitor visitor, Id id, BanyanDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await db.Set<Course>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } course)
        {
            return Refusal.NotFound.ToHttp();
        }

        var standing = await Standing.Find(db, visitor.MemberId, id, clock.GetUtcNow(), cancellation);
        if (!course.IsOpen && !standing.IsKnown)
        {
            return Refusal.NotFound.ToHttp();
        }

        var lessons = await db.Set<Lesson>()
            .Where(lesson => lesson.CourseId == id)
            .OrderBy(lesson => lesson.Position)
            .Select(lesson => new
            {
                lesson.Id,
                lesson.Kind,
                lesson.Title,
                lesson.Minutes,
                lesson.IsFree,
            })
            .ToListAsync(cancellation);
        var progress = await ProgressOf(db, visitor.MemberId, id, cancellation);
        var goods = await db.Set<Product>()
            .Where(product => product.CourseId == id && product.OnShelf)
            .OrderBy(product => product.PriceFen)
            .Select(product => new { product.Id, product.PriceFen })
            .FirstOrDefaultAsync(cancellation);
        return Results.Ok(
            new CoursePage(
                course.Id,
                course.Kind,
                course.Title,
                course.CoverUrl,
                course.IntroHtml,
                course.ValidDays,
                standing.IsOpen,
                standing.Until,
                standing.State,
                goods?.Id,
                goods?.PriceFen,
                [
                    .. lessons.Select(lesson => new LessonCard(
                        lesson.Id,
                        lesson.Kind,
                        lesson.Title,
                        lesson.Minutes,
                        lesson.IsFree,
                        standing.IsOpen || (lesson.IsFree && course.IsOpen),
                        progress.GetValueOrDefault(lesson.Id)?.DoneAt is not null,
                        progress.GetValueOrDefault(lesson.Id)?.Seconds ?? 0
                    )),
                ]
            )
        );
    }

    private static async Task<IResult> Open(
        Visitor visitor,
        Id id,
        Id lessonId,
        BanyanDb db,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var found = await (
            from lesson in db.Set<Lesson>()
            join course in db.Set<Course>() on lesson.CourseId equals course.Id
            where lesson.Id == lessonId && lesson.CourseId == id
            select new { lesson, course }
        )
            .AsNoTracking()
            .FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var standing = await Standing.Find(db, visitor.MemberId, id, clock.GetUtcNow(), cancellation);
        if (!standing.IsOpen && !(found.lesson.IsFree && found.course.IsOpen))
        {
            return NotEntitled.ToHttp();
        }

        var order = await db.Set<Lesson>()
            .Where(lesson => lesson.CourseId == id)
            .OrderBy(lesson => lesson.Position)
            .Select(lesson => lesson.Id)
            .ToListAsync(cancellation);
        var at = order.IndexOf(lessonId);
        var progress = (await ProgressOf(db, visitor.MemberId, id, cancellation)).GetValueOrDefault(lessonId);
        return Results.Ok(
            new LessonPage(
                lessonId,
                id,
                found.course.Title,
                found.lesson.Kind,
                found.lesson.Title,
                found.lesson.BodyHtml,
                found.lesson.MediaUrl,
                found.lesson.Minutes,
                progress?.DoneAt is not null,
                progress?.Seconds ?? 0,
                at > 0 ? order[at - 1] : null,
                at + 1 < order.Count ? order[at + 1] : null
            )
        );
    }

    private static async Task<Dictionary<Id, LessonProgress>> ProgressOf(
        BanyanDb db,
        Id memberId,
        Id courseId,
        CancellationToken cancellation
    ) =>
        memberId == Id.None
            ? []
            : await db.Set<LessonProgress>()
                .AsNoTracking()
                .Where(progress => progress.MemberId == memberId && progress.CourseId == courseId)
                .ToDictionaryAsync(progress => progress.LessonId, cancellation);
}
