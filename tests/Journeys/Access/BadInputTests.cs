using Banyan.Commerce.Orders.Contracts;
using Banyan.Journeys.Support;
using Banyan.Testing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Journeys.Access;

public sealed class BadInputTests
{
    [Fact]
    public async Task An_invalid_body_is_answered_with_the_list_of_its_fields()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");
        var addressId = await buyer.Address();

        (
            await buyer.Post(
                "/orders",
                new
                {
                    lines = Array.Empty<object>(),
                    addressId,
                    fromCart = false,
                }
            )
        ).Wrong("lines");
        (await buyer.TryPlace(goods.SkuId, 0)).Wrong("lines[0].quantity");
        (await buyer.TryPlace(goods.SkuId, 1_000_000)).Wrong("lines[0].quantity");
        (await buyer.Put($"/cart/items/{goods.SkuId}", new { quantity = 0, selected = true })).Wrong("quantity");
        var address = await buyer.Post(
            "/addresses",
            new
            {
                name = "",
                phone = "12",
                province = "浙江省",
                city = "杭州市",
                district = "西湖区",
                detail = "文三路",
                isDefault = true,
            }
        );
        address.Wrong("name").Wrong("phone");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"lines\":null}")]
    [InlineData("{\"lines\":[null],\"addressId\":\"1\",\"fromCart\":false}")]
    [InlineData("{\"lines\":[{\"skuId\":1,\"quantity\":\"1\"}],\"addressId\":1}")]
    [InlineData("{\"lines\":[{\"skuId\":\"99999999999999999999\",\"quantity\":1}],\"addressId\":\"1\",\"fromCart\":false}")]
    [InlineData("{\"lines\":[{\"skuId\":\"1\",\"quantity\":1e99}],\"addressId\":\"1\",\"fromCart\":false}")]
    public async Task A_body_that_is_not_what_it_should_be_is_a_400_and_never_a_500(string body)
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var buyer = await front.Member("alice");

        var answer = await buyer.Raw(HttpMethod.Post, "/orders", body);

        answer.Refused(400, "invalid_body");
    }

    [Fact]
    public async Task Unknown_ids_are_not_found()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var buyer = await front.Member("alice");
        foreach (var path in (string[])["/products/1", "/orders/1", "/refunds/1", "/campaigns/1", "/runs/1", "/orders/abc"])
        {
            ((int)(await buyer.Get(path)).Status).ShouldBe(404, path);
        }

        (await buyer.TryPlace("1")).Refused(404, "not_found");
    }

    [Fact]
    public async Task A_session_ends_with_its_time_with_logging_out_and_when_it_was_never_given()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var buyer = await front.Member("alice");
        var old = buyer.Token;
        await front.Advance(TimeSpan.FromDays(31));

        (await buyer.Get("/me")).Refused(401, "session_expired");
        await buyer.LogIn();
        (await buyer.Delete("/sessions")).Ok();
        (await buyer.Get("/me")).Refused(401, "session_expired");
        buyer.Token = old![..^4] + "AAAA";
        (await buyer.Get("/me")).Refused(401, "session_expired");
        (await front.Visitor().Get("/me")).Refused(401, "login_required");
    }

    [Fact]
    public async Task A_members_token_opens_nothing_of_the_console_and_staffs_nothing_of_the_shop()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var buyer = await front.Member("alice");

        var asStaff = new Caller(front.Http, "console") { Token = buyer.Token };
        ((int)(await asStaff.Get("/orders")).Status).ShouldBe(401);
        var asMember = new Caller(front.Http, "shop") { Token = front.Owner.Token };
        ((int)(await asMember.Get("/orders")).Status).ShouldBe(401);
    }

    [Fact]
    public async Task What_moves_value_needs_a_key()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var goods = await front.Owner.Sell(10000, 5);
        var buyer = await front.Member("alice");

        (await buyer.TryPlace(goods.SkuId, key: "")).Refused(400, "idempotency_key_required");
        (await front.Look(db => db.Set<Order>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Refusals_speak_the_language_that_is_asked_for()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var buyer = await front.Member("alice");
        var english = new Caller(front.Http, "shop") { Token = buyer.Token, Language = "en" };

        (await buyer.Get("/orders/1")).Refused(404, "not_found").String("title").ShouldBe("没有找到");
        (await english.Get("/orders/1")).Refused(404, "not_found").String("title").ShouldBe("Not found");
    }
}
