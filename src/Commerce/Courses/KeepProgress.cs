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

/// <param name="Seconds">Where a film was left; 0 for anything else.</param>
/// <param name="Done">What was done once stays done.</param>
public sealed record ProgressBody(int Seconds, bool Done);

/// <summary>Remembers how far a member has come, so that they can go on from there on another device.</summary>
internal static class KeepProgress
{
    private const int MaxSeconds = 86_400;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/courses/{id}/lessons/{lessonId}/progress", Handle)
            .RequireMember()
            .WithName("KeepProgress")
            .WithTags("Courses")
            .Produces(204);

    private static async Task<IResult> Handle(
        MemberCaller caller,
        Id id,
        Id lessonId,
        ProgressBody body,
        CourseDesk desk,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Number(body.Seconds, 0, MaxSeconds).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var lesson = await desk
            .Db.Set<Lesson>()
            .Where(row => row.Id == lessonId && row.CourseId == id)
            .Select(row => new { row.IsFree })
            .FirstOrDefaultAsync(cancellation);
        if (lesson is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var now = desk.Clock.GetUtcNow();
        if (!lesson.IsFree && !(await Standing.Find(desk.Db, caller.MemberId, id, now, cancellation)).IsOpen)
        {
            return TakeCourses.NotEntitled.ToHttp();
        }

        var act = new KeepProgressAct(caller.MemberId, id, lessonId, body) { ShopId = caller.ShopId, At = now };
        return (await desk.Commit.Run(act, cancellation)).ToNoContent();
    }

    private sealed class KeepProgressAct(Id memberId, Id courseId, Id lessonId, ProgressBody body) : Act<Done>
    {
        private readonly string key = LessonProgress.KeyOf(memberId, lessonId);

        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Run)
            {
                needs.Add(CourseRows.ProgressByKey, ShopId, key);
            }
        }

        public override Result<Done> Decide(World world)
        {
            var before = world.One(CourseRows.ProgressByKey, ShopId, key);
            world.Put(
                new LessonProgress
                {
                    ShopId = ShopId,
                    Id = before?.Id ?? world.NextId(),
                    Version = before?.Version ?? 0,
                    Key = key,
                    MemberId = memberId,
                    CourseId = courseId,
                    LessonId = lessonId,
                    Seconds = body.Seconds,
                    DoneAt = before?.DoneAt ?? (body.Done ? At : null),
                    At = At,
                }
            );
            return Done.Yes;
        }
    }
}
