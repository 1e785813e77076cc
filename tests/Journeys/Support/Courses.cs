namespace Banyan.Journeys.Support;

/// <summary>Courses as staff write them.</summary>
public static class Courses
{
    /// <summary>A course of three articles of which the first is free.</summary>
    public static object Body(int? validDays = null, int? version = null, string title = "跟茶艺师学泡茶") =>
        new
        {
            kind = "course",
            title,
            coverUrl = "",
            introHtml = "<p>从认茶开始</p>",
            validDays,
            isOpen = true,
            lessons = new[] { Lesson("认识六大茶类", isFree: true), Lesson("水温与器具"), Lesson("泡好一壶岩茶") },
            version,
        };

    public static object Lesson(string title, bool isFree = false, string bodyHtml = "<p>正文</p>", string? id = null) =>
        new
        {
            id,
            kind = "article",
            title,
            bodyHtml,
            minutes = 8,
            isFree,
        };

    public static string LessonOf(Answer course, int at) => (string)course["lessons"][at]!["id"]!;

    /// <summary>Opens a course to a member by hand.</summary>
    public static Task<Answer> Give(this Shopkeeper owner, Shopper member, string courseId, int times = 1) =>
        owner.Post(
            $"/members/{member.MemberId}/rewards",
            new
            {
                kind = "course",
                amount = times,
                refId = courseId,
                why = "店主赠课",
            }
        );

    /// <summary>Puts goods on the shelf that open a course and need no parcel.</summary>
    public static async Task<Goods> SellCourse(this Shopkeeper owner, string? courseId, long priceFen = 9900, int stock = 100)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(await owner.Product(priceFen, stock, "泡茶课"))!;
        (body["isVirtual"], body["courseId"]) = (true, courseId);
        var product = (await owner.Post("/products", body)).Ok();
        return new Goods(product.Id, (string)product["skus"][0]!["id"]!);
    }

    /// <summary>Orders without saying where to send it.</summary>
    public static Task<Answer> PlaceWithoutAddress(this Shopper member, params string[] skuIds) =>
        member.Post("/orders", new { lines = skuIds.Select(skuId => new { skuId, quantity = 1 }).ToArray() });
}
