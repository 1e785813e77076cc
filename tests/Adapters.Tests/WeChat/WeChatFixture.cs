using Banyan.Adapters.WeChat;
using Banyan.Kernel;
using Banyan.WeChatSandbox.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Banyan.Adapters.Tests.WeChat;

/// <summary>The real client, configured from the file that the sandbox writes, against the sandbox on a real socket.</summary>
public sealed class WeChatFixture : IAsyncLifetime
{
    // Once: an order that is placed again with another deadline is another order.
    private readonly long _expiresAt = TimeProvider.System.GetUtcNow().AddMinutes(15).ToUnixTimeMilliseconds();

    public RunningSandbox Sandbox { get; } = new();

    public HttpClient Http { get; } = WeChatHttp.Create();

    public IConfiguration Configuration { get; private set; } = null!;

    public WeChatOptions Options { get; private set; } = new();

    public WeChatPayClient Pay { get; private set; } = null!;

    public string CertificateSerial => (string)Sandbox.Keys["certificateSerial"]!;

    /// <summary>A merchant of the old kind, who has no public key of the platform.</summary>
    public WeChatOptions CertificateOnly => Options with { PlatformPublicKeyId = "", PlatformPublicKey = "" };

    /// <summary>A merchant of the new kind, who has no certificate of the platform.</summary>
    public WeChatOptions PublicKeyOnly => Options with { PlatformCertificates = [] };

    public async ValueTask InitializeAsync()
    {
        await Sandbox.InitializeAsync();
        var file = Path.Combine(Sandbox.Directory, "wechat-sandbox.json");
        Configuration = new ConfigurationBuilder().AddJsonFile(file).Build();
        Options = Configuration.GetSection(WeChatOptions.Section).Get<WeChatOptions>()!;
        Pay = new WeChatPayClient(Options, Http);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
    }

    public static string NewNumber() => Merchant.NewNumber();

    public PrepayRequest Order(string outTradeNo, long totalFen = 1990) =>
        new()
        {
            OutTradeNo = outTradeNo,
            Description = "阳山水蜜桃 5 斤装",
            TotalFen = new Fen(totalFen),
            OpenId = "ojvFeC1kRxkVTgB_9FaLCFuOiuCs",
            NotifyUrl = Sandbox.Shop.NotifyUrl(outTradeNo),
            ExpiresAt = _expiresAt,
            Attach = "shop=1",
        };

    public WeChatRefundRequest Refund(string outTradeNo, string outRefundNo, long refundFen) =>
        new()
        {
            OutTradeNo = outTradeNo,
            OutRefundNo = outRefundNo,
            RefundFen = new Fen(refundFen),
            TotalFen = new Fen(1990),
            Reason = "不想要了",
            NotifyUrl = Sandbox.Shop.NotifyUrl(outRefundNo),
        };

    /// <summary>Places and pays an order; the notification has been answered when this returns.</summary>
    public async Task<Received> PaidAsync(string outTradeNo)
    {
        await Pay.PrepayAsync(Order(outTradeNo));
        await Sandbox.ControlAsync("pay", new { outTradeNo, waitSeconds = 10 });
        return (await Sandbox.Shop.WaitAsync(outTradeNo))[0];
    }

    /// <summary>Orders a disturbance, and forgets one that an earlier test ordered and did not meet.</summary>
    public async Task SpoilAsync(string target, string kind, int times = 1, int delayMs = 0)
    {
        using var cleared = await Sandbox.Http.DeleteAsync("/sandbox/chaos");
        await Sandbox.ControlAsync(
            "chaos",
            new
            {
                target,
                kind,
                times,
                delayMs,
            }
        );
    }

    public async Task<int> CallsAsync(string path, Func<Task> act)
    {
        using (await Sandbox.Http.DeleteAsync("/sandbox/calls"))
        {
            await act();
        }

        return (await Sandbox.ShowAsync("calls?path=" + path))["items"]!.AsArray().Count;
    }
}
