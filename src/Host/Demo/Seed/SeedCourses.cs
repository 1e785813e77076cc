using Banyan.Commerce.Staff.Contracts;
using Banyan.Host.Demo.Pictures;

namespace Banyan.Host.Demo.Seed;

/// <summary>What the main shop teaches, the goods that open it, and some members who have it.</summary>
internal static class SeedCourses
{
    public static async Task Teach(SeedShop shop, string folder)
    {
        var token = shop.Staff(Roles.Owner);
        var members = await shop.Caller.Get("/api/console/members?limit=3", token).ConfigureAwait(false);
        var given = members.List("items").Select(member => member!.Text("id")).ToList();
        foreach (var course in DemoContent.Courses)
        {
            var picture = DemoFiles.UrlOf(PictureSet.Picture(folder, course.Picture, 2));
            var made = await shop.Caller.Post("/api/console/courses", token, Body(course, picture)).ConfigureAwait(false);
            await shop.Caller.Post("/api/console/products", token, Goods(shop, course, picture, made.Text("id"))).ConfigureAwait(false);
            foreach (var member in given)
            {
                var reward = new
                {
                    kind = "course",
                    amount = 1,
                    refId = made.Text("id"),
                    why = "老朋友赠课",
                };
                await shop.Caller.Post($"/api/console/members/{member}/rewards", token, reward).ConfigureAwait(false);
            }

            given.RemoveAt(given.Count - 1);
        }
    }

    private static object Body(CourseContent course, string picture) =>
        new
        {
            course.Kind,
            course.Title,
            CoverUrl = picture,
            IntroHtml = Html(course.Intro),
            course.ValidDays,
            IsOpen = true,
            Lessons = course.Lessons.Select(lesson => new
            {
                Kind = "article",
                lesson.Title,
                BodyHtml = Html(lesson.Body),
                lesson.Minutes,
                lesson.IsFree,
            }),
        };

    private static object Goods(SeedShop shop, CourseContent course, string picture, string courseId) =>
        new
        {
            Name = course.Product,
            course.Subtitle,
            CategoryId = shop.Category("茶与饮"),
            Pictures = new[] { picture },
            DetailHtml = Html(course.Intro),
            Specs = Array.Empty<object>(),
            Skus = new[]
            {
                new
                {
                    SpecValues = Array.Empty<string>(),
                    course.PriceFen,
                    Stock = 9_999,
                    WeightGrams = 0,
                    Barcode = "",
                },
            },
            LimitPerOrder = 1,
            Sort = 20,
            OnShelf = true,
            IsVirtual = true,
            CourseId = courseId,
            Unit = "份",
            Promises = new[] { "正品保证" },
        };

    private static string Html(IEnumerable<string> paragraphs) => string.Concat(paragraphs.Select(text => $"<p>{text}</p>"));
}
