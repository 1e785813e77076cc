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

/// <param name="ValidDays">For how many days one entitlement lasts; null: for ever. Does not change those that were given.</param>
/// <param name="Version">Of the course that the editor opened; left out for a new one.</param>
public sealed record CourseBody(
    CourseKind Kind,
    string Title,
    string CoverUrl,
    string IntroHtml,
    int? ValidDays,
    bool IsOpen,
    IReadOnlyList<LessonInput> Lessons,
    int? Version
);

/// <summary>Staff write a course with all of its lessons at once.</summary>
internal static class SaveCourse
{
    private static readonly Refusal ChangedMeanwhile = Refusal.Conflict(
        "changed_meanwhile",
        "您编辑期间，别人改过这门课程",
        "Somebody else changed this course while you were editing it"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/courses", Add)
            .RequirePermission(StaffCourses.Write)
            .WithName("AddCourse")
            .WithTags(StaffCourses.Tag)
            .Produces<ConsoleCourse>();
        api.MapPut("/courses/{id}", Edit)
            .RequirePermission(StaffCourses.Write)
            .WithName("EditCourse")
            .WithTags(StaffCourses.Tag)
            .Produces<ConsoleCourse>();
    }

    private static Task<IResult> Add(StaffCaller caller, CourseBody body, CourseDesk desk, CancellationToken cancellation) =>
        Save(caller, desk.Ids.Next(), isNew: true, body, desk, cancellation);

    private static Task<IResult> Edit(StaffCaller caller, Id id, CourseBody body, CourseDesk desk, CancellationToken cancellation) =>
        Save(caller, id, isNew: false, body, desk, cancellation);

    private static async Task<IResult> Save(
        StaffCaller caller,
        Id id,
        bool isNew,
        CourseBody body,
        CourseDesk desk,
        CancellationToken cancellation
    )
    {
        if (Faults(body) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var saved = await desk.Commit.Exclusive<Done>(
            caller.ShopId,
            db => Write(db, new Draft(caller.ShopId, id, isNew, body, desk.Clock.GetUtcNow()), desk.Ids, cancellation),
            cancellation
        );
        return saved.IsOk ? Results.Ok(await StaffCourses.Find(desk.Db, id, cancellation)) : saved.Refusal.ToHttp();
    }

    private static Refusal? Faults(CourseBody body) =>
        Check
            .Body()
            .Text(body.Title, 1, CourseLimits.Title)
            .Picture(body.CoverUrl)
            .Text(body.IntroHtml, 0, CourseLimits.Html)
            .Number(body.ValidDays, 1, CourseLimits.ValidDays)
            .Count(body.Lessons, 0, CourseLimits.Lessons)
            .That(
                !body.IsOpen || body.Lessons is { Count: > 0 },
                "lessons",
                "开放前至少要有一节内容",
                "An open course has a lesson at least"
            )
            .Each(
                body.Lessons,
                (each, lesson) =>
                    each.Text(lesson.Title, 1, CourseLimits.Title)
                        .Text(lesson.BodyHtml, 0, CourseLimits.Html)
                        .Number(lesson.Minutes, 1, CourseLimits.Minutes)
                        .Picture(lesson.MediaUrl)
                        .That(
                            lesson.Kind != LessonKind.Video || !string.IsNullOrEmpty(lesson.MediaUrl),
                            "mediaUrl",
                            "请上传视频",
                            "Upload the film"
                        )
            )
            .ToRefusal();

    private static async Task<Result<Done>> Write(BanyanDb db, Draft draft, IIdSource ids, CancellationToken cancellation)
    {
        var body = draft.Body;
        var before = await db.Set<Course>().AsTracking().FirstOrDefaultAsync(row => row.Id == draft.Id, cancellation);
        if ((before is null) != draft.IsNew)
        {
            return Refusal.NotFound;
        }

        if (before is not null && before.Version != body.Version)
        {
            return ChangedMeanwhile;
        }

        var lessons = await db.Set<Lesson>()
            .AsTracking()
            .Where(row => row.CourseId == draft.Id)
            .ToDictionaryAsync(row => row.Id, cancellation);
        if (body.Lessons.Any(lesson => lesson.Id is { } id && !lessons.ContainsKey(id)))
        {
            return Refusal.NotFound;
        }

        var after = new Course
        {
            ShopId = draft.ShopId,
            Id = draft.Id,
            Version = (before?.Version ?? -1) + 1,
            Kind = body.Kind,
            Title = body.Title.Trim(),
            CoverUrl = body.CoverUrl ?? "",
            IntroHtml = RichText.Clean(body.IntroHtml ?? ""),
            ValidDays = body.ValidDays,
            LessonCount = body.Lessons.Count,
            IsOpen = body.IsOpen,
            UpdatedAt = draft.At,
        };
        Put(db, before, after);
        foreach (var lesson in body.Lessons.Select((lesson, position) => LessonOf(draft, lesson, position, ids)))
        {
            Put(db, lessons.GetValueOrDefault(lesson.Id), lesson);
            lessons.Remove(lesson.Id);
        }

        db.RemoveRange(lessons.Values);
        return Done.Yes;
    }

    private static void Put<TRow>(BanyanDb db, TRow? before, TRow after)
        where TRow : class
    {
        if (before is null)
        {
            db.Add(after);
        }
        else
        {
            db.Entry(before).CurrentValues.SetValues(after);
        }
    }

    private static Lesson LessonOf(Draft draft, LessonInput lesson, int position, IIdSource ids) =>
        new()
        {
            ShopId = draft.ShopId,
            Id = lesson.Id ?? ids.Next(),
            CourseId = draft.Id,
            Position = position,
            Kind = lesson.Kind,
            Title = lesson.Title.Trim(),
            BodyHtml = RichText.Clean(lesson.BodyHtml ?? ""),
            MediaUrl = lesson.Kind == LessonKind.Article || string.IsNullOrEmpty(lesson.MediaUrl) ? null : lesson.MediaUrl,
            Minutes = lesson.Minutes,
            IsFree = lesson.IsFree,
        };

    private sealed record Draft(Id ShopId, Id Id, bool IsNew, CourseBody Body, DateTimeOffset At);
}

/// <summary>What writing a course needs.</summary>
internal sealed record CourseDesk(BanyanDb Db, Commit Commit, IIdSource Ids, TimeProvider Clock);
