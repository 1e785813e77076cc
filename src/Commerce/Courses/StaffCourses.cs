using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Courses.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Courses;

/// <param name="HolderCount">Members who have it, or had it.</param>
/// <param name="ProductCount">Goods that open it.</param>
public sealed record ConsoleCourseCard(
    Id Id,
    CourseKind Kind,
    string Title,
    string CoverUrl,
    int? ValidDays,
    int LessonCount,
    int HolderCount,
    int ProductCount,
    bool IsOpen,
    DateTimeOffset UpdatedAt
);

/// <summary>A lesson as staff write it.</summary>
/// <param name="Id">Null for a new one.</param>
public sealed record LessonInput(Id? Id, LessonKind Kind, string Title, string BodyHtml, string? MediaUrl, int? Minutes, bool IsFree);

/// <summary>A course in full, for staff.</summary>
public sealed record ConsoleCourse(
    Id Id,
    CourseKind Kind,
    string Title,
    string CoverUrl,
    string IntroHtml,
    int? ValidDays,
    bool IsOpen,
    IReadOnlyList<LessonInput> Lessons,
    int Version
);

/// <summary>Staff look at the shop's courses.</summary>
internal static class StaffCourses
{
    public const string Tag = "Courses";
    public const string Read = "products.read";
    public const string Write = "products.write";

    private static readonly Refusal InUse = Refusal.Conflict(
        "course_in_use",
        "还有商品或会员在用这门课程，可以停用，不能删除",
        "Goods or members have this course: it can be closed, not deleted"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/courses", List).RequirePermission(Read).WithName("ListStaffCourses").WithTags(Tag).Produces<Page<ConsoleCourseCard>>();
        api.MapGet("/courses/{id}", Get).RequirePermission(Read).WithName("GetStaffCourse").WithTags(Tag).Produces<ConsoleCourse>();
        api.MapDelete("/courses/{id}", Remove).RequirePermission(Write).WithName("RemoveCourse").WithTags(Tag).Produces(204);
    }

    /// <param name="open">Only those that can be chosen for goods and rewards.</param>
    private static async Task<IResult> List(
        StaffCaller caller,
        string? q,
        bool? open,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        var after = page.AfterId;
        var text = q?.Trim() ?? "";
        var rows = await db.Set<Course>()
            .AsNoTracking()
            .Where(course => (after == Id.None || course.Id < after) && (open != true || course.IsOpen))
            .Where(course => text == "" || course.Title.Contains(text))
            .OrderByDescending(course => course.Id)
            .Take(page.Take)
            .Select(course => new
            {
                Course = course,
                Holders = db.Set<Entitlement>().Where(one => one.CourseId == course.Id).Select(one => one.MemberId).Distinct().Count(),
                Products = db.Set<Product>().Count(product => product.CourseId == course.Id),
            })
            .ToListAsync(cancellation);
        return Results.Ok(
            Page<ConsoleCourseCard>.Of(
                rows,
                page,
                row => new ConsoleCourseCard(
                    row.Course.Id,
                    row.Course.Kind,
                    row.Course.Title,
                    row.Course.CoverUrl,
                    row.Course.ValidDays,
                    row.Course.LessonCount,
                    row.Holders,
                    row.Products,
                    row.Course.IsOpen,
                    row.Course.UpdatedAt
                ),
                row => row.Course.Id.ToString()
            )
        );
    }

    private static async Task<IResult> Get(StaffCaller caller, Id id, BanyanDb db, CancellationToken cancellation) =>
        await Find(db, id, cancellation) is { } course ? Results.Ok(course) : Refusal.NotFound.ToHttp();

    public static async Task<ConsoleCourse?> Find(BanyanDb db, Id id, CancellationToken cancellation)
    {
        if (await db.Set<Course>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } course)
        {
            return null;
        }

        var lessons = await db.Set<Lesson>()
            .AsNoTracking()
            .Where(lesson => lesson.CourseId == id)
            .OrderBy(lesson => lesson.Position)
            .ToListAsync(cancellation);
        return new ConsoleCourse(
            course.Id,
            course.Kind,
            course.Title,
            course.CoverUrl,
            course.IntroHtml,
            course.ValidDays,
            course.IsOpen,
            [
                .. lessons.Select(lesson => new LessonInput(
                    lesson.Id,
                    lesson.Kind,
                    lesson.Title,
                    lesson.BodyHtml,
                    lesson.MediaUrl,
                    lesson.Minutes,
                    lesson.IsFree
                )),
            ],
            course.Version
        );
    }

    private static async Task<IResult> Remove(StaffCaller caller, Id id, Commit commit, CancellationToken cancellation)
    {
        var removed = await commit.Exclusive<Done>(
            caller.ShopId,
            async db =>
            {
                if (await db.Set<Course>().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } course)
                {
                    return Refusal.NotFound;
                }

                if (
                    await db.Set<Product>().AnyAsync(row => row.CourseId == id, cancellation)
                    || await db.Set<Entitlement>().AnyAsync(row => row.CourseId == id, cancellation)
                )
                {
                    return InUse;
                }

                db.RemoveRange(await db.Set<Lesson>().Where(lesson => lesson.CourseId == id).ToListAsync(cancellation));
                db.Remove(course);
                return Done.Yes;
            },
            cancellation
        );
        return removed.ToNoContent();
    }
}
