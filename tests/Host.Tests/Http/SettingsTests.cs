using Banyan.Host.Tests.Auth;

namespace Banyan.Host.Tests.Http;

public sealed class SettingsTests
{
    [Fact]
    public async Task Settings_are_saved_and_seen_at_once_by_the_shop()
    {
        await using var server = await RunningServer.Start();
        var token = await server.LogIn();
        var settings = (await server.Call(HttpMethod.Get, "/api/console/settings", token)).Body;
        settings["name"] = "榕树下好物";
        settings["orderCloseMinutes"] = 30;

        (await server.Call(HttpMethod.Put, "/api/console/settings", token, settings)).Status.ShouldBe(200);

        var config = (await server.Call(HttpMethod.Get, "/api/shop/config")).Body;
        config["shop"]!["name"]!.ToString().ShouldBe("榕树下好物");
        config["orderCloseMinutes"]!.GetValue<int>().ShouldBe(30);
    }

    [Fact]
    public async Task Wrong_settings_are_refused_field_by_field()
    {
        await using var server = await RunningServer.Start();
        var token = await server.LogIn();
        var settings = (await server.Call(HttpMethod.Get, "/api/console/settings", token)).Body;
        settings["name"] = " ";
        settings["orderCloseMinutes"] = 0;
        settings["logoUrl"] = "javascript:alert(1)";
        settings["banners"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject
            {
                ["imageUrl"] = "",
                ["title"] = "",
                ["link"] = "",
            }
        );

        var answer = await server.Call(HttpMethod.Put, "/api/console/settings", token, settings);

        answer.ShouldSatisfy(400, "invalid_body");
        answer.Body["errors"]!
            .AsObject()
            .Select(error => error.Key)
            .ShouldBe(["name", "logoUrl", "orderCloseMinutes", "banners[0].imageUrl"]);
    }

    [Fact]
    public async Task A_slug_selects_the_shop_of_a_visitor_and_an_unknown_one_is_a_404()
    {
        await using var server = await RunningServer.Start();
        await server.OpenShop("second");
        server.Http.DefaultRequestHeaders.Add("X-Shop", "second");
        (await server.Call(HttpMethod.Get, "/api/shop/config")).Body["shop"]!["slug"]!.ToString().ShouldBe("second");
        server.Http.DefaultRequestHeaders.Remove("X-Shop");
        server.Http.DefaultRequestHeaders.Add("X-Shop", "nobody");
        (await server.Call(HttpMethod.Get, "/api/shop/config")).ShouldSatisfy(404, "shop_not_found");
    }
}
