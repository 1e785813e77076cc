using Banyan.Adapters.WeChat;

namespace Banyan.Adapters.Tests.WeChat;

public sealed class WeChatMiniClientTests(WeChatFixture wechat) : IClassFixture<WeChatFixture>, IDisposable
{
    private readonly WeChatMiniClient _mini = new(wechat.Options, wechat.Http);

    public void Dispose() => _mini.Dispose();

    [Fact]
    public async Task A_code_becomes_the_person_who_logged_in()
    {
        var login = await _mini.Code2SessionAsync("persona:alice");

        login.OpenId.ShouldBe("ojvFeC1kRxkVTgB_9FaLCFuOiuCs");
        login.SessionKey.ShouldNotBeEmpty();
        login.ToString().ShouldNotContain(login.SessionKey);
    }

    [Fact]
    public async Task A_used_code_and_a_wrong_secret_are_refused_without_telling_the_secret()
    {
        var code = (string)(await wechat.Sandbox.ControlAsync("codes/login", new { persona = "bob" }))["code"]!;
        await _mini.Code2SessionAsync(code);
        using var stranger = new WeChatMiniClient(wechat.Options with { AppSecret = "wrong-secret" }, wechat.Http);

        var used = await Should.ThrowAsync<WeChatException>(() => _mini.Code2SessionAsync(code));
        var wrong = await Should.ThrowAsync<WeChatException>(() => stranger.Code2SessionAsync("persona:alice"));

        (used.Code, used.Retryable).ShouldBe(("40029", false));
        wrong.Code.ShouldBe("40125");
        wrong.ToString().ShouldNotContain("wrong-secret");
    }

    [Fact]
    public async Task A_phone_number_is_read_and_its_code_works_once()
    {
        var code = (string)(await wechat.Sandbox.ControlAsync("codes/phone", new { phone = "13912345678" }))["code"]!;

        var phone = await _mini.GetPhoneNumberAsync(code);

        (phone.Number, phone.CountryCode).ShouldBe(("13912345678", "86"));
        (await Should.ThrowAsync<WeChatException>(() => _mini.GetPhoneNumberAsync(code))).Code.ShouldBe("40029");
    }

    [Fact]
    public async Task A_code_is_a_picture_and_an_error_in_its_place_is_an_error()
    {
        var request = new UnlimitedCodeRequest { Scene = "s=abc123", Page = "pages/share/landing" };

        var picture = await _mini.GetUnlimitedCodeAsync(request);

        picture.AsSpan(0, 4).ToArray().ShouldBe([0x89, 0x50, 0x4E, 0x47]);
        (await _mini.GetUnlimitedCodeAsync(request with { Scene = "s=other" })).ShouldNotBe(picture);
        await RefusedAsync(request with { Scene = new string('x', 33) }, "40169");
        await RefusedAsync(request with { Page = "/pages/share/landing" }, "41030");
    }

    [Fact]
    public async Task Twenty_callers_at_once_fetch_one_token()
    {
        var tokens = await wechat.CallsAsync(
            "/cgi-bin/stable_token",
            () => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _mini.GetPhoneNumberAsync("phone:13800000000")))
        );

        tokens.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_WeChat_no_longer_takes_is_fetched_again_once()
    {
        await _mini.GetPhoneNumberAsync("phone:13800000000");
        await wechat.Sandbox.ControlAsync("tokens/revoke", new { });

        var tokens = await wechat.CallsAsync(
            "/cgi-bin/stable_token",
            () => Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _mini.GetPhoneNumberAsync("phone:13800000000")))
        );
        var later = await wechat.CallsAsync("/cgi-bin/stable_token", () => _mini.GetPhoneNumberAsync("phone:13800000000"));

        (tokens, later).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_token_is_not_used_past_its_end()
    {
        var clock = new MovingClock();
        using var mini = new WeChatMiniClient(wechat.Options with { Clock = clock }, wechat.Http);
        await mini.GetPhoneNumberAsync("phone:13800000000");

        clock.Seconds = 7300;
        var tokens = await wechat.CallsAsync("/cgi-bin/stable_token", () => mini.GetPhoneNumberAsync("phone:13800000000"));

        tokens.ShouldBe(1);
    }

    [Fact]
    public async Task A_busy_WeChat_is_asked_again()
    {
        await wechat.SpoilAsync("reply", "busy");

        (await _mini.Code2SessionAsync("persona:alice")).OpenId.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_code_that_may_be_spent_is_not_sent_twice()
    {
        await wechat.SpoilAsync("reply", "cut");

        WeChatException? e = null;
        var calls = await wechat.CallsAsync(
            "/sns/jscode2session",
            async () => e = await Should.ThrowAsync<WeChatException>(() => _mini.Code2SessionAsync("persona:alice"))
        );

        (e!.Code, e.Retryable, calls).ShouldBe((WeChatException.Network, true, 1));
    }

    private async Task RefusedAsync(UnlimitedCodeRequest request, string code) =>
        (await Should.ThrowAsync<WeChatException>(() => _mini.GetUnlimitedCodeAsync(request))).Code.ShouldBe(code);

    private sealed class MovingClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddSeconds(Seconds);
    }
}
