using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace Banyan.WeChatSandbox.Pay;

/// <summary>Trade bills: announced with a hash, then downloaded from an address that lives for some minutes.</summary>
internal static class Bills
{
    private const string FilePath = "/v3/billdownload/file";
    private const long FileLifeMs = 5 * 60 * 1000;
    private static readonly TimeSpan s_beijing = TimeSpan.FromHours(8);
    private static readonly TimeSpan s_ready = TimeSpan.FromHours(10);

    public static void MapBills(this WebApplication app)
    {
        var desk = new Desk(app.Services.GetRequiredService<BillSheet>(), app.Services.GetRequiredService<SandboxClock>());
        app.MapPay("GET", "/v3/bill/tradebill", call => Apply(call, desk));
        app.MapPay("GET", FilePath, call => Download(call, desk));
    }

    private static PayReply Apply(PayCall call, Desk desk)
    {
        if (!DateOnly.TryParseExact(call.Query("bill_date"), "yyyy-MM-dd", out var day))
        {
            return PayReply.Error(400, "PARAM_ERROR", "bill_date 须为 yyyy-MM-dd");
        }

        if (call.Query("bill_type") is not ("" or "ALL") || call.Query("tar_type") is { Length: > 0 })
        {
            return PayReply.Error(400, "PARAM_ERROR", "沙箱只有 bill_type=ALL，且不压缩");
        }

        var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), s_beijing);
        var until = from.AddDays(1);
        if (desk.Clock.GetUtcNow() < until)
        {
            return PayReply.Error(400, "NO_STATEMENT_EXIST", "账单文件不存在");
        }

        if (desk.Clock.GetUtcNow() < until + s_ready)
        {
            return PayReply.Error(400, "STATEMENT_CREATING", "账单生成中");
        }

        return desk.Sheet.Write(from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds()) is { } file
            ? Announce(call, desk, file)
            : PayReply.Error(400, "NO_STATEMENT_EXIST", "账单文件不存在");
    }

    // WeChat announces SHA1 and nothing else.
#pragma warning disable CA5350
    private static PayReply Announce(PayCall call, Desk desk, byte[] file)
    {
        var token = Tokens.Hex(32);
        desk.Keep(token, file);
        return PayReply.Ok(
            new
            {
                hash_type = "SHA1",
                hash_value = Convert.ToHexStringLower(SHA1.HashData(file)),
                download_url = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{call.Http.Request.Scheme}://{call.Http.Request.Host}{FilePath}?token={token}"
                ),
            }
        );
    }
#pragma warning restore CA5350

    private static PayReply Download(PayCall call, Desk desk) =>
        desk.Find(call.Query("token")) is { } file
            ? new PayReply(200, file) { IsFile = true }
            : PayReply.Error(400, "PARAM_ERROR", "下载地址已失效");

    private sealed record Desk(BillSheet Sheet, SandboxClock Clock)
    {
        private readonly ConcurrentDictionary<string, (byte[] File, long Until)> _files = new(StringComparer.Ordinal);

        public void Keep(string token, byte[] file)
        {
            foreach (var (old, kept) in _files)
            {
                if (kept.Until <= Clock.NowMs)
                {
                    _files.TryRemove(old, out _);
                }
            }

            _files[token] = (file, Clock.NowMs + FileLifeMs);
        }

        public byte[]? Find(string token) => _files.TryGetValue(token, out var kept) && kept.Until > Clock.NowMs ? kept.File : null;
    }
}
