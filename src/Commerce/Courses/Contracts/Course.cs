using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Courses.Contracts;

public enum CourseKind
{
    /// <summary>课程: lessons in an order.</summary>
    Course,

    /// <summary>专栏: pieces that keep coming.</summary>
    Column,

    /// <summary>电子书: chapters.</summary>
    EBook,
}

public enum LessonKind
{
    Article,
    Video,
}

/// <summary>Something to learn or read. Goods, rewards and staff open it to members by an <see cref="Entitlement"/>.</summary>
public sealed record Course : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required CourseKind Kind { get; init; }

    public required string Title { get; init; }

    public string CoverUrl { get; init; } = "";

    /// <summary>Rich text that has passed the allow-list.</summary>
    public string IntroHtml { get; init; } = "";

    /// <summary>For how many days one entitlement lasts; null: for ever.</summary>
    public int? ValidDays { get; init; }

    /// <summary>How many lessons it has; a column, so that lists need not count.</summary>
    public int LessonCount { get; init; }

    /// <summary>Can be chosen for goods and rewards. Whoever has it keeps it either way.</summary>
    public bool IsOpen { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>One piece of a course.</summary>
public sealed record Lesson : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required Id CourseId { get; init; }

    /// <summary>0 … in the course.</summary>
    public required int Position { get; init; }

    public required LessonKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>Rich text that has passed the allow-list.</summary>
    public string BodyHtml { get; init; } = "";

    /// <summary>The uploaded film; null for an article.</summary>
    public string? MediaUrl { get; init; }

    /// <summary>How long it takes; null: unknown.</summary>
    public int? Minutes { get; init; }

    /// <summary>Anybody may take it, to see what the course is like.</summary>
    public bool IsFree { get; init; }
}

/// <summary>How far a member has come with a lesson.</summary>
public sealed record LessonProgress : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    /// <summary>Member and lesson, from <see cref="KeyOf"/>; unique in the shop.</summary>
    public required string Key { get; init; }

    public required Id MemberId { get; init; }

    public required Id CourseId { get; init; }

    public required Id LessonId { get; init; }

    /// <summary>Where a film was left.</summary>
    public int Seconds { get; init; }

    /// <summary>Once done, done.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    public required DateTimeOffset At { get; init; }

    public static string KeyOf(Id memberId, Id lessonId) => $"{memberId}:{lessonId}";
}

public static class CourseRows
{
    public static readonly RowSet<Course, Id> ById = new(Stage.Run, course => course.Id);
    public static readonly RowSet<LessonProgress, string> ProgressByKey = new(Stage.Run, progress => progress.Key);
}
