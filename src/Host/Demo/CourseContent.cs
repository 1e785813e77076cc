namespace Banyan.Host.Demo;

/// <summary>A course of the demo, and the goods that open it.</summary>
/// <param name="Picture">Of which goods a picture is borrowed.</param>
internal sealed record CourseContent(
    string Title,
    string Kind,
    string Picture,
    string Product,
    string Subtitle,
    long PriceFen,
    int? ValidDays,
    IReadOnlyList<string> Intro,
    IReadOnlyList<LessonContent> Lessons
);

internal sealed record LessonContent(string Title, int Minutes, bool IsFree, IReadOnlyList<string> Body);
