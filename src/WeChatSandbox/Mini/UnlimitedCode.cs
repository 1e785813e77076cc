using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Banyan.WeChatSandbox.Pay;
using QRCoder;

namespace Banyan.WeChatSandbox.Mini;

/// <summary>
/// A real picture, but of a QR code that leads to the Host's /s/{scene} page, because no mini-program can be opened from here.
/// </summary>
internal static partial class UnlimitedCode
{
    private const int PerMinute = 5000;

    public static void MapUnlimitedCode(this WebApplication app)
    {
        var tokens = app.Services.GetRequiredService<AccessTokens>();
        var options = app.Services.GetRequiredService<SandboxOptions>();
        var settings = app.Services.GetRequiredService<SettingsStore>();
        var quota = new MinuteQuota(app.Services.GetRequiredService<SandboxClock>(), PerMinute);
        app.MapMini(
            "POST",
            "/wxa/getwxacodeunlimit",
            call => tokens.Refuse(call) ?? Refuse(call.Json(), settings.Current, quota) ?? Draw(call.Json()!, options)
        );
    }

    private static MiniReply? Refuse(JsonObject? body, SandboxSettings settings, MinuteQuota quota)
    {
        if (body is null)
        {
            return MiniReply.Error(47001, "data format error");
        }

        if (!quota.TryTake())
        {
            return MiniReply.Error(45009, "reach max api minute-quota limit");
        }

        var page = body.Text("page") ?? "";
        var published = settings.PublishedPages.Count == 0 || settings.PublishedPages.Contains(page);
        var checkPath = body.Flag("check_path") ?? true;
        return body switch
        {
            _ when !Scene().IsMatch(body.Text("scene") ?? "") => MiniReply.Error(
                40169,
                "invalid length for scene, or the data is not json string"
            ),
            _ when page.Length > 0 && (!Page().IsMatch(page) || (checkPath && !published)) => MiniReply.Error(41030, "invalid page"),
            _ when body["env_version"] is not null && body.Text("env_version") is not ("release" or "trial" or "develop") =>
                MiniReply.Error(40097, "invalid args"),
            _ when body["width"] is not null && body.Integer("width") is not (>= 280 and <= 1280) => MiniReply.Error(40097, "invalid args"),
            _ => null,
        };
    }

    private static MiniReply Draw(JsonObject body, SandboxOptions options)
    {
        var address = options.HostAddress + "/s/" + Uri.EscapeDataString(body.Text("scene")!);
        var width = (int)(body.Integer("width") ?? 430);
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        var pixels = Math.Max(1, width / data.ModuleMatrix.Count);
        return new MiniReply(code.GetGraphic(pixels), "image/png");
    }

    [GeneratedRegex(@"^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$", RegexOptions.None, 200)]
    private static partial Regex Scene();

    [GeneratedRegex(@"^[0-9A-Za-z_\-]+(/[0-9A-Za-z_\-]+)*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Page();
}

/// <summary>At most so many in each minute of the sandbox's clock.</summary>
internal sealed class MinuteQuota(SandboxClock clock, int limit)
{
    private readonly Lock _gate = new();
    private long _minute;
    private int _taken;

    public bool TryTake()
    {
        lock (_gate)
        {
            var minute = clock.NowMs / 60_000;
            (_minute, _taken) = minute == _minute ? (_minute, _taken + 1) : (minute, 1);
            return _taken <= limit;
        }
    }
}
