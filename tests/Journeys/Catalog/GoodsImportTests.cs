using System.Globalization;
using System.Text;
using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Catalog;

public sealed class GoodsImportTests
{
    private const string Heading = "商品名称,分类,售价,划线价,库存,图片,规格\r\n";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_hundred_goods_with_five_bad_rows_make_one_hundred_and_ninety_five(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        await front.Owner.Category();
        var import = (await front.Owner.Upload("/goods-imports", "goods.csv", Encoding.UTF8.GetBytes(TwoHundred()))).Ok();
        (import.Fen("rowCount"), import.Fen("productCount"), import.Fen("badCount")).ShouldBe((200, 195, 5));
        (await front.Owner.Get("/products")).Ok().Items.ShouldBeEmpty();
        var bad = (await front.Owner.Get($"/goods-imports/{import.Id}/rows?kind=bad")).Ok().Items;
        bad.Select(row => (int)row!["line"]!).ShouldBe([11, 21, 31, 41, 51]);

        (await front.Owner.Post($"/goods-imports/{import.Id}/confirm")).Ok();
        (await front.Owner.Post($"/goods-imports/{import.Id}/confirm")).Ok();
        await front.Eventually(
            async () => (await front.Owner.Get($"/goods-imports/{import.Id}")).Ok().String("state") == "finished",
            "the import is over"
        );

        var done = (await front.Owner.Get($"/goods-imports/{import.Id}")).Ok();
        (done.Fen("doneCount"), done.Fen("failedCount")).ShouldBe((195, 0));
        (await Count(front)).ShouldBe(195);
        var errors = (await front.Owner.Get($"/goods-imports/{import.Id}/errors")).Ok().Text;
        errors.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(6);
        errors.ShouldContain("没有「不存在」这个分类");
    }

    [Fact]
    public async Task Rows_of_one_name_are_the_skus_of_one_product()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        await front.Owner.Category();
        var sheet =
            Heading
            + "苹果,水果,39.90,,10,/files/a.png,净含量:2.5kg\r\n"
            + "苹果,水果,69.90,,20,/files/a.png,净含量:5kg\r\n"
            + "\"橙子, 大果\",水果,5,,1,/files/b.png,\r\n";

        var import = (await front.Owner.Upload("/goods-imports", "goods.csv", Encoding.UTF8.GetBytes(sheet))).Ok();
        (import.Fen("rowCount"), import.Fen("productCount")).ShouldBe((3, 2));
        (await front.Owner.Post($"/goods-imports/{import.Id}/confirm")).Ok();
        await front.Eventually(async () => await Count(front) == 2, "both are there");

        var products = (await front.Owner.Get("/products")).Ok().Items;
        var apple = (await front.Owner.Get($"/products/{(string)products.Single(row => (string?)row!["name"] == "苹果")!["id"]!}")).Ok();
        apple["skus"].AsArray().Select(sku => (long)sku!["priceFen"]!).ShouldBe([3990, 6990]);
        var exported = (await front.Owner.Get("/goods-export")).Ok().Text;
        exported.ShouldContain("净含量:5kg");
        exported.ShouldContain("\"橙子, 大果\"");
    }

    [Fact]
    public async Task Files_of_chinese_spreadsheets_are_read_with_and_without_a_mark()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        await front.Owner.Category();
        var sheet = Heading + "龙井绿茶,水果,39.90,,10,/files/a.png,\r\n";
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        byte[][] files = [Encoding.UTF8.GetBytes(sheet), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(sheet)], gb.GetBytes(sheet)];

        foreach (var file in files)
        {
            var import = (await front.Owner.Upload("/goods-imports", "goods.csv", file)).Ok();
            var row = (await front.Owner.Get($"/goods-imports/{import.Id}/rows")).Ok().Items.Single()!;
            ((string?)row["name"], row["faults"]!.AsArray().Count).ShouldBe(("龙井绿茶", 0));
        }
    }

    [Theory]
    [InlineData("商品名称,分类\r\n苹果,水果\r\n")]
    [InlineData("商品名称,分类,售价,库存,图片,颜值\r\n苹果,水果,1,1,/files/a.png,高\r\n")]
    [InlineData("商品名称,分类,售价,库存,图片\r\n\"苹果,水果,1,1,/files/a.png\r\n")]
    [InlineData("商品名称,分类,售价,库存,图片\r\n")]
    public async Task A_file_that_is_no_goods_file_is_refused_as_a_whole(string sheet)
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        (await front.Owner.Upload("/goods-imports", "goods.csv", Encoding.UTF8.GetBytes(sheet))).Wrong("file");
    }

    private static async Task<int> Count(Shopfront front) =>
        (int)(await front.Owner.Get("/categories")).Ok().Items.Sum(row => (long)row!["productCount"]!);

    /// <summary>Five of the rows are each wrong in a way of their own.</summary>
    private static string TwoHundred()
    {
        var sheet = new StringBuilder(Heading);
        for (var i = 1; i <= 200; i++)
        {
            sheet.AppendLine(
                CultureInfo.InvariantCulture,
                $"{i switch
                {
                    10 => "=HYPERLINK(1),水果,39.90,,10,/files/a.png,",
                    20 => "苹果 20 号,不存在,39.90,,10,/files/a.png,",
                    30 => "苹果 1 号,水果,39.90,,10,/files/a.png,",
                    40 => "苹果 40 号,水果,999999999999999999999,,10,/files/a.png,",
                    50 => "苹果 50 号,水果,39.90,59.90,10,/files/a.png,",
                    _ => FormattableString.Invariant($"苹果 {i} 号,水果,39.90,,10,/files/a.png,"),
                }}"
            );
        }

        return sheet.ToString();
    }
}
