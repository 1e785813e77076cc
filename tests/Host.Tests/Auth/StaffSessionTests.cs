using Banyan.Engines.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Auth;

public sealed class StaffSessionTests
{
    private static readonly HttpMethod Get = HttpMethod.Get;

    [Fact]
    public async Task A_session_opens_what_the_roles_allow_and_nothing_else()
    {
        await using var server = await RunningServer.Start();
        await server.AddStaff(server.ShopId, "packer", "warehouse");
        var packer = await server.LogIn("packer");

        (await server.Call(Get, "/api/console/me", packer)).Status.ShouldBe(200);
        (await server.Call(Get, "/api/console/settings", packer)).ShouldSatisfy(403, "forbidden");
        (await server.Call(Get, "/api/console/staff", packer)).ShouldSatisfy(403, "forbidden");
        (await server.Call(Get, "/api/console/settings", await server.LogIn())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_token_one_must_log_in_and_with_a_bad_one_again()
    {
        await using var server = await RunningServer.Start();
        var token = await server.LogIn();
        var tampered = token[..^4] + (token.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");

        (await server.Call(Get, "/api/console/me")).ShouldSatisfy(401, "login_required");
        (await server.Call(Get, "/api/console/me", "x.y.z")).ShouldSatisfy(401, "session_expired");
        (await server.Call(Get, "/api/console/me", tampered)).ShouldSatisfy(401, "session_expired");
    }

    [Fact]
    public async Task A_staff_token_opens_nothing_of_the_shop_and_a_member_token_nothing_of_the_console()
    {
        await using var server = await RunningServer.Start();
        var staff = await server.LogIn();
        var sessions = server.App.Services.GetRequiredService<ISessions>();
        var staffId = Kernel.Id.Parse((string)(await server.Call(Get, "/api/console/me", staff)).Body["id"]!, null);
        var asMember = sessions.Issue(new SessionSubject(SessionKind.Member, server.ShopId, staffId, 0)).Token;

        (await server.Call(Get, "/api/shop/me", staff)).ShouldSatisfy(401, "login_required");
        (await server.Call(Get, "/api/console/me", asMember)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Logging_out_ends_every_session()
    {
        await using var server = await RunningServer.Start();
        var (one, two) = (await server.LogIn(), await server.LogIn());

        (await server.Call(HttpMethod.Delete, "/api/console/sessions", one)).Status.ShouldBe(204);

        (await server.Call(Get, "/api/console/me", one)).ShouldSatisfy(401, "session_expired");
        (await server.Call(Get, "/api/console/me", two)).ShouldSatisfy(401, "session_expired");
        (await server.Call(Get, "/api/console/me", await server.LogIn())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Disabled_staff_are_out_at_once_and_stay_out()
    {
        await using var server = await RunningServer.Start();
        var id = await server.AddStaff(server.ShopId, "packer", "warehouse");
        var packer = await server.LogIn("packer");
        (await server.Call(Get, "/api/console/me", packer)).Status.ShouldBe(200);

        var edit = new
        {
            name = "packer",
            roles = new[] { "warehouse" },
            disabled = true,
        };
        (await server.Call(HttpMethod.Put, $"/api/console/staff/{id}", await server.LogIn(), edit)).Status.ShouldBe(200);

        (await server.Call(Get, "/api/console/me", packer)).ShouldSatisfy(401, "session_expired");
        var login = new { login = "packer", password = RunningServer.Password };
        (await server.Call(HttpMethod.Post, "/api/console/sessions", body: login)).ShouldSatisfy(401, "wrong_password");
    }

    [Fact]
    public async Task The_last_owner_cannot_be_locked_out()
    {
        await using var server = await RunningServer.Start();
        var owner = await server.LogIn();
        var id = (string)(await server.Call(Get, "/api/console/me", owner)).Body["id"]!;
        var disabled = new
        {
            name = "x",
            roles = new[] { "owner" },
            disabled = true,
        };
        var demoted = new
        {
            name = "x",
            roles = new[] { "service" },
            disabled = false,
        };

        (await server.Call(HttpMethod.Put, $"/api/console/staff/{id}", owner, disabled)).ShouldSatisfy(409, "not_yourself");
        (await server.Call(HttpMethod.Put, $"/api/console/staff/{id}", owner, demoted)).ShouldSatisfy(409, "not_yourself");
    }

    [Fact]
    public async Task Guessing_passwords_locks_the_login_for_a_quarter_of_an_hour()
    {
        await using var server = await RunningServer.Start();
        var wrong = new { login = "owner", password = "wrong" };
        for (var i = 0; i < 8; i++)
        {
            (await server.Call(HttpMethod.Post, "/api/console/sessions", body: wrong)).ShouldSatisfy(401, "wrong_password");
        }

        var right = new { login = "owner", password = RunningServer.Password };
        (await server.Call(HttpMethod.Post, "/api/console/sessions", body: right)).ShouldSatisfy(429, "too_many_attempts");
    }

    [Fact]
    public async Task A_new_password_ends_the_old_sessions_and_a_weak_one_is_refused()
    {
        await using var server = await RunningServer.Start();
        var owner = await server.LogIn();
        var weak = new { current = RunningServer.Password, next = "aaaaaaaaaaaa" };
        var good = new { current = RunningServer.Password, next = "a better one 7" };

        (await server.Call(HttpMethod.Put, "/api/console/me/password", owner, weak)).ShouldSatisfy(400, "invalid_body");
        (await server.Call(HttpMethod.Put, "/api/console/me/password", owner, good)).Status.ShouldBe(204);
        (await server.Call(Get, "/api/console/me", owner)).ShouldSatisfy(401, "session_expired");
    }

    [Fact]
    public async Task Staff_of_one_shop_cannot_touch_staff_of_another()
    {
        await using var server = await RunningServer.Start();
        var other = await server.OpenShop("second");
        var theirs = await server.AddStaff(other, "packer", "warehouse");
        var edit = new
        {
            name = "mine now",
            roles = new[] { "owner" },
            disabled = false,
        };

        (await server.Call(HttpMethod.Put, $"/api/console/staff/{theirs}", await server.LogIn(shop: "first"), edit)).ShouldSatisfy(
            404,
            "not_found"
        );
    }
}

internal static class Answers
{
    public static void ShouldSatisfy(
        this (int Status, string Code, System.Text.Json.Nodes.JsonNode Body) answer,
        int status,
        string code
    ) => (answer.Status, answer.Code).ShouldBe((status, code), answer.Body.ToJsonString());
}
