using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.WeChatSandbox.Tests;

public sealed class MiniProgramTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    [Fact]
    public async Task A_persona_is_always_the_same_person_and_two_personas_are_two()
    {
        var first = await LoginAsync("persona:alice");
        var second = await LoginAsync("persona:alice");
        var other = await LoginAsync("persona:小明");

        // "o" + base64url(SHA-256("persona:alice"))[..27], worked out with openssl.
        ((string)first["openid"]!).ShouldBe("ojvFeC1kRxkVTgB_9FaLCFuOiuCs");
        ((string)second["openid"]!).ShouldBe("ojvFeC1kRxkVTgB_9FaLCFuOiuCs");
        ((string)other["openid"]!).ShouldNotBe("ojvFeC1kRxkVTgB_9FaLCFuOiuCs");
        ((string)second["session_key"]!).ShouldNotBe((string)first["session_key"]!);
    }

    [Fact]
    public async Task A_minted_code_works_once_and_for_five_minutes()
    {
        var used = (string)(await sandbox.ControlAsync("codes/login", new { persona = "alice" }))["code"]!;
        var old = (string)(await sandbox.ControlAsync("codes/login", new { persona = "alice" }))["code"]!;

        ((string)(await LoginAsync(used))["openid"]!).ShouldBe("ojvFeC1kRxkVTgB_9FaLCFuOiuCs");
        ((int)(await LoginAsync(used))["errcode"]!).ShouldBe(40029);
        await sandbox.ControlAsync("clock", new { advanceSeconds = 301 });
        var late = await LoginAsync(old);
        await sandbox.ControlAsync("clock", new { offsetSeconds = 0 });
        ((int)late["errcode"]!).ShouldBe(40029);
    }

    [Theory]
    [InlineData("wx0", null, "persona:alice", 40013)]
    [InlineData(null, "wrong", "persona:alice", 40125)]
    [InlineData(null, null, "persona:", 40029)]
    [InlineData(null, null, "nonsense", 40029)]
    public async Task A_bad_login_is_refused(string? appId, string? secret, string code, int error) =>
        ((int)(await LoginAsync(code, appId, secret))["errcode"]!).ShouldBe(error);

    [Fact]
    public async Task The_token_stays_the_same_until_shortly_before_its_end_and_both_work_then()
    {
        // Tests share the sandbox and come in any order: this one lives after every token that another has got.
        await sandbox.ControlAsync("clock", new { advanceSeconds = 400_000 });
        var first = await TokenAsync();
        await sandbox.ControlAsync("clock", new { advanceSeconds = 6800 });
        var same = await TokenAsync();
        await sandbox.ControlAsync("clock", new { advanceSeconds = 150 });
        var next = await TokenAsync();
        var (oldStill, newToo) = (await PhoneErrorAsync(first), await PhoneErrorAsync(next));
        await sandbox.ControlAsync("clock", new { advanceSeconds = 301 });
        var oldLater = await PhoneErrorAsync(first);
        await sandbox.ControlAsync("clock", new { offsetSeconds = 0 });

        same.ShouldBe(first);
        next.ShouldNotBe(first);
        (oldStill, newToo, oldLater).ShouldBe((0, 0, 42001));
    }

    [Fact]
    public async Task A_token_is_forced_only_with_half_a_minute_between_and_two_forced_ones_kill_a_leaked_one()
    {
        await sandbox.ControlAsync("clock", new { advanceSeconds = 200_000 });
        var leaked = await TokenAsync();
        (await ForceAsync())["access_token"].ShouldNotBeNull();
        ((int)(await ForceAsync())["errcode"]!).ShouldBe(45009);
        (await PhoneErrorAsync(leaked)).ShouldBe(0);
        await sandbox.ControlAsync("clock", new { advanceSeconds = 31 });
        (await ForceAsync())["access_token"].ShouldNotBeNull();
        var dead = await PhoneErrorAsync(leaked);
        await sandbox.ControlAsync("clock", new { offsetSeconds = 0 });

        dead.ShouldBe(40001);
    }

    [Fact]
    public async Task A_phone_number_comes_with_the_watermark_of_the_app()
    {
        var token = await TokenAsync();
        var minted = (string)(await sandbox.ControlAsync("codes/phone", new { phone = "13912345678" }))["code"]!;

        var info = (await PhoneAsync(token, minted))["phone_info"]!;
        ((string)info["purePhoneNumber"]!).ShouldBe("13912345678");
        ((string)info["watermark"]!["appid"]!).ShouldBe(sandbox.Setting("AppId"));
        ((int)(await PhoneAsync(token, minted))["errcode"]!).ShouldBe(40029);
        ((int)(await PhoneAsync(token, "phone:123"))["errcode"]!).ShouldBe(40029);
    }

    [Theory]
    [InlineData("abc123", "pages/share/landing", 0)]
    [InlineData("", "pages/share/landing", 40169)]
    [InlineData("123456789012345678901234567890123", "pages/share/landing", 40169)]
    [InlineData("a%20b", "pages/share/landing", 40169)]
    [InlineData("中文", "pages/share/landing", 40169)]
    [InlineData("abc123", "/pages/share/landing", 41030)]
    [InlineData("abc123", "pages/share/landing?x=1", 41030)]
    public async Task A_code_is_drawn_only_for_a_good_scene_and_page(string scene, string page, int error)
    {
        using var response = await sandbox.Http.PostAsJsonAsync(
            "/wxa/getwxacodeunlimit?access_token=" + await TokenAsync(),
            new
            {
                scene,
                page,
                width = 430,
            }
        );
        var bytes = await response.Content.ReadAsByteArrayAsync();

        if (error == 0)
        {
            bytes.AsSpan(0, 8).ToArray().ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
            BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)).ShouldBeInRange(280, 430);
        }
        else
        {
            ((int)JsonNode.Parse(bytes)!["errcode"]!).ShouldBe(error);
        }
    }

    [Fact]
    public async Task A_missing_or_revoked_token_is_refused()
    {
        var token = await TokenAsync();
        (await PhoneErrorAsync("")).ShouldBe(41001);
        await sandbox.ControlAsync("tokens/revoke", new { });
        (await PhoneErrorAsync(token)).ShouldBe(40001);
    }

    private async Task<JsonNode> LoginAsync(string code, string? appId = null, string? secret = null)
    {
        var query =
            $"appid={appId ?? sandbox.Setting("AppId")}&secret={secret ?? sandbox.Setting("AppSecret")}"
            + $"&js_code={Uri.EscapeDataString(code)}&grant_type=authorization_code";
        return JsonNode.Parse(await sandbox.Http.GetStringAsync("/sns/jscode2session?" + query))!;
    }

    private async Task<string> TokenAsync() => (string)(await StableTokenAsync(force: false))["access_token"]!;

    private Task<JsonNode> ForceAsync() => StableTokenAsync(force: true);

    private async Task<JsonNode> StableTokenAsync(bool force)
    {
        var body = new
        {
            grant_type = "client_credential",
            appid = sandbox.Setting("AppId"),
            secret = sandbox.Setting("AppSecret"),
            force_refresh = force,
        };
        using var response = await sandbox.Http.PostAsJsonAsync("/cgi-bin/stable_token", body);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private async Task<int> PhoneErrorAsync(string token) => (int)(await PhoneAsync(token, "phone:13800000000"))["errcode"]!;

    private async Task<JsonNode> PhoneAsync(string token, string code)
    {
        using var response = await sandbox.Http.PostAsJsonAsync("/wxa/business/getuserphonenumber?access_token=" + token, new { code });
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
