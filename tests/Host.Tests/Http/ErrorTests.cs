using System.Text;
using Banyan.Engines.Http;
using Banyan.Host.Tests.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Http;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("{}", "login,password")]
    [InlineData("{\"login\":5,\"password\":\"x\"}", "login")]
    [InlineData("{\"login\":null,\"password\":\"x\"}", "login")]
    [InlineData("{\"login\":\"\",\"password\":\"x\"}", "login")]
    [InlineData("{bad", "$")]
    [InlineData("", "$")]
    public async Task A_bad_body_names_the_fields_that_are_wrong(string body, string fields)
    {
        await using var server = await RunningServer.Start();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync("/api/console/sessions", content);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        ((int)answer.StatusCode, (string?)problem["code"]).ShouldBe((400, "invalid_body"));
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(fields.Split(','));
    }

    [Fact]
    public async Task What_is_not_there_is_a_404_in_the_language_asked_for()
    {
        await using var server = await RunningServer.Start();
        var token = await server.LogIn();
        (await server.Call(HttpMethod.Get, "/api/console/nope")).ShouldSatisfy(404, "not_found");
        (await server.Call(HttpMethod.Get, "/nope")).ShouldSatisfy(404, "not_found");
        (await server.Call(HttpMethod.Post, "/api/shop/config")).ShouldSatisfy(405, "method_not_allowed");
        var edit = new
        {
            name = "x",
            roles = new[] { "owner" },
            disabled = false,
        };
        (await server.Call(HttpMethod.Put, "/api/console/staff/abc", token, edit)).ShouldSatisfy(404, "not_found");
        (await server.Call(HttpMethod.Put, "/api/console/staff/42", token, edit)).ShouldSatisfy(404, "not_found");
        (await server.Call(HttpMethod.Get, "/nope", language: "en-US,en;q=0.9")).Body["title"]!.ToString().ShouldBe("Not found");
        (await server.Call(HttpMethod.Get, "/nope", language: "zh-CN")).Body["title"]!.ToString().ShouldBe("没有找到");
    }

    [Fact]
    public async Task A_bug_is_a_500_that_tells_nothing()
    {
        await using var server = await RunningServer.Start(adjust: Plant);
        var answer = await server.Call(HttpMethod.Get, "/api/planted/bug");
        answer.ShouldSatisfy(500, "internal_error");
        answer.Body.ToJsonString().ShouldNotContain("secret detail");
        PlantedEndpoints.Reached.ShouldBeTrue();
    }

    [Fact]
    public async Task An_endpoint_without_a_rule_is_closed()
    {
        await using var server = await RunningServer.Start(adjust: Plant);
        (await server.Call(HttpMethod.Get, "/api/planted/open")).ShouldSatisfy(500, "internal_error");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var server = await RunningServer.Start();
        var body = new { login = new string('x', 5_000_000), password = "x" };
        (await server.Call(HttpMethod.Post, "/api/console/sessions", body: body)).Status.ShouldBe(413);
    }

    /// <summary>Endpoints that the product does not have.</summary>
    private static void Plant(WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter, PlantedEndpoints>();

    private sealed class PlantedEndpoints : IStartupFilter
    {
        public static bool Reached { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                next(app);
                app.UseEndpoints(routes =>
                {
                    routes.MapGet("/api/planted/bug", IResult () => Fail()).AllowAnyone();
                    routes.MapGet("/api/planted/open", () => "open");
                });
            };

        private static IResult Fail()
        {
            Reached = true;
            throw new InvalidOperationException("secret detail");
        }
    }
}
