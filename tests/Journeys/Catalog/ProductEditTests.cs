using System.Text.Json.Nodes;
using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Catalog;

public sealed class ProductEditTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_second_of_two_editors_sees_a_conflict_and_changes_nothing(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var first = await Opened(front, goods);
        var second = await Opened(front, goods);

        first["name"] = "昭通苹果";
        (await front.Owner.Put($"/products/{goods.ProductId}", first)).Ok();
        second["name"] = "烟台苹果";
        (await front.Owner.Put($"/products/{goods.ProductId}", second)).Refused(409, "changed_meanwhile");

        ((string?)(await Opened(front, goods))["name"]).ShouldBe("昭通苹果");
    }

    [Fact]
    public async Task A_sale_while_somebody_edits_is_no_conflict()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var opened = await Opened(front, goods);
        await (await front.Member("alice")).Buy(goods.SkuId, 2);
        await front.Eventually(async () => (long)(await Opened(front, goods))["soldCount"]! == 2, "the sale is counted");

        (await front.Owner.Put($"/products/{goods.ProductId}", opened)).Ok();

        ((long)(await Opened(front, goods))["skus"]![0]!["stock"]!).ShouldBe(3);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Saving_the_same_edit_twice_adds_the_stock_once(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var opened = await Opened(front, goods);
        opened["skus"]![0]!["stock"] = 25;

        (await front.Owner.Put($"/products/{goods.ProductId}", opened, "one-intention")).Ok();
        (await front.Owner.Put($"/products/{goods.ProductId}", opened, "one-intention")).Ok();

        ((long)(await Opened(front, goods))["skus"]![0]!["stock"]!).ShouldBe(25);
    }

    [Fact]
    public async Task Goods_carry_brand_tags_promises_and_a_unit_to_their_page()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var brand = (
            await front.Owner.Post(
                "/brands",
                new
                {
                    name = "榕记",
                    logoUrl = "",
                    sort = 1,
                }
            )
        ).Ok().Id;
        var opened = await Opened(front, goods);
        opened["brandId"] = brand;
        opened["tags"] = new JsonArray("新品", "应季");
        opened["promises"] = new JsonArray("七天无理由退货");
        opened["unit"] = "箱";
        opened["isVirtual"] = true;
        (await front.Owner.Put($"/products/{goods.ProductId}", opened)).Ok();

        var page = (await front.Visitor().Get($"/products/{goods.ProductId}")).Ok();

        (page.String("brand"), page.String("unit"), (bool)page["isVirtual"]).ShouldBe(("榕记", "箱", true));
        page["tags"].AsArray().Count.ShouldBe(2);
        ((string?)page["promises"][0]).ShouldBe("七天无理由退货");
        (await front.Owner.Delete($"/brands/{brand}")).Refused(409, "brand_in_use");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Goods_go_onto_the_shelf_and_leave_it_at_the_hours_written_down(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var opened = await Opened(front, goods);
        opened["onShelf"] = false;
        opened["onShelfAt"] = front.Now.AddHours(1);
        opened["offShelfAt"] = front.Now.AddHours(3);
        (await front.Owner.Put($"/products/{goods.ProductId}", opened)).Ok();
        (await front.Visitor().Get($"/products/{goods.ProductId}")).Refused(404, "not_found");
        (await front.Owner.Get("/products?state=planned")).Ok().Items.Count.ShouldBe(1);

        await front.Advance(TimeSpan.FromHours(2));
        await front.Eventually(async () => (await front.Visitor().Get($"/products/{goods.ProductId}")).IsOk, "it is on the shelf");
        await front.Advance(TimeSpan.FromHours(2));
        await front.Eventually(async () => !(await front.Visitor().Get($"/products/{goods.ProductId}")).IsOk, "it has left the shelf");

        (await front.Owner.Get("/products?state=planned")).Ok().Items.ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Goods_that_run_out_are_listed_and_counted_for_staff(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 5);
        var opened = await Opened(front, goods);
        opened["stockAlarm"] = 3;
        (await front.Owner.Put($"/products/{goods.ProductId}", opened)).Ok();
        (await front.Owner.Get("/products?state=low")).Ok().Items.ShouldBeEmpty();

        await (await front.Member("alice")).Place(goods.SkuId, 2);

        ((string?)(await front.Owner.Get("/products?state=low")).Ok().Items.Single()!["id"]).ShouldBe(goods.ProductId);
        ((int)(await front.Owner.Get("/overview")).Ok()["todo"]["lowStock"]!).ShouldBe(1);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_member_never_has_more_than_the_limit_over_all_orders(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var goods = await front.Owner.Sell(10000, 50);
        await Limit(front, goods, 3);
        var buyer = await front.Member("alice");
        await buyer.Buy(goods.SkuId, 2);

        (await buyer.TryPlace(goods.SkuId, 2)).Refused(409, "over_member_limit");
        var both = await Task.WhenAll(buyer.TryPlace(goods.SkuId), buyer.TryPlace(goods.SkuId));
        both.Count(answer => answer.IsOk).ShouldBe(1);
        (await (await front.Member("bob")).Place(goods.SkuId, 3)).String("state").ShouldBe("unpaid");

        // What was not paid for comes back, and a limit that staff raise holds at once.
        (await buyer.Post($"/orders/{both.Single(answer => answer.IsOk).Id}/cancel")).Ok();
        await Limit(front, goods, 5);
        await buyer.Place(goods.SkuId, 3);
        (await buyer.TryPlace(goods.SkuId)).Refused(409, "over_member_limit");
    }

    [Fact]
    public async Task A_film_is_known_by_its_content()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        byte[] film = [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[64]];
        var url = (await front.Owner.Upload("/files/videos", "apple.mp4", film)).Ok().String("url");

        var shown = await front.Http.GetAsync(url);
        (shown.Content.Headers.ContentType?.MediaType, (await shown.Content.ReadAsByteArrayAsync()).Length).ShouldBe(
            ("video/mp4", film.Length)
        );
        (await front.Owner.Upload("/files/videos", "apple.mp4", "<html>"u8.ToArray())).Refused(415, "file_not_supported");
    }

    private static async Task Limit(Shopfront front, Goods goods, int pieces)
    {
        var opened = await Opened(front, goods);
        opened["limitPerMember"] = pieces;
        (await front.Owner.Put($"/products/{goods.ProductId}", opened)).Ok();
    }

    internal static async Task<JsonNode> Opened(Shopfront front, Goods goods)
    {
        var product = (await front.Owner.Get($"/products/{goods.ProductId}")).Ok().Json;
        foreach (var sku in product["skus"]!.AsArray())
        {
            sku!["stockWas"] = (long)sku["stock"]!;
        }

        return product;
    }
}
