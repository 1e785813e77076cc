using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.WeChatSandbox.Tests;

public sealed class RestartTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    [Fact]
    public async Task Keys_payments_refunds_and_the_clock_survive_a_restart_even_after_a_kill_in_mid_write()
    {
        var merchant = new Merchant(sandbox);
        var (number, refund, secret) = (Merchant.NewNumber(), Merchant.NewNumber(), sandbox.Setting("AppSecret"));
        await merchant.PlacePaidAsync(number);
        await merchant.RefundAsync(number, refund, 500);
        await sandbox.ControlAsync("clock", new { offsetSeconds = 100 });

        await sandbox.StopAsync();
        await File.AppendAllTextAsync(Path.Combine(sandbox.Directory, "state.jsonl"), """{"kind":"order","key":"T""");
        await sandbox.StartAsync();

        sandbox.Setting("AppSecret").ShouldBe(secret);
        ((double)(await sandbox.ShowAsync("clock"))["offsetSeconds"]!).ShouldBe(100);
        var order = await sandbox.ShowAsync("orders/" + number);
        ((long)order["refundedFen"]!).ShouldBe(500);
        (await merchant.RefundAsync(number, Merchant.NewNumber(), 1490)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Keys_can_be_read_by_their_owner_only()
    {
        await Task.CompletedTask;
        foreach (var file in new[] { "keys.json", "wechat-sandbox.json" })
        {
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(Path.Combine(sandbox.Directory, file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:5219")]
    [InlineData("http://*:5219")]
    [InlineData("http://127.0.0.1:5219;http://192.168.1.2:5219")]
    public void It_refuses_to_listen_for_other_machines(string urls) =>
        Should.Throw<InvalidOperationException>(() => SandboxApp.Create(["--urls", urls, "--data", sandbox.Directory]));

    [Fact]
    public async Task The_list_of_calls_holds_no_secrets()
    {
        var token = "secret-token";
        await sandbox.Http.GetStringAsync(
            $"/sns/jscode2session?appid=x&secret={sandbox.Setting("AppSecret")}&js_code=persona:alice&access_token={token}"
        );

        var calls = await sandbox.Http.GetStringAsync("/sandbox/calls");

        calls.ShouldContain("/sns/jscode2session");
        calls.ShouldNotContain(sandbox.Setting("AppSecret"));
        calls.ShouldNotContain(token);
    }
}
