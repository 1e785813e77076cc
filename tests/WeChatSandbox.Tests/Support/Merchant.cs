using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.WeChatSandbox.Tests.Support;

public sealed record PayAnswer(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string Code => (string?)Json["code"] ?? "";

    public string Header(string name) => Headers.GetValueOrDefault(name) ?? "";

    public byte[] SignedBytes() =>
        [.. Encoding.UTF8.GetBytes($"{Header("Wechatpay-Timestamp")}\n{Header("Wechatpay-Nonce")}\n"), .. Body, (byte)'\n'];
}

/// <summary>A merchant whose requests are signed by openssl and not by our client.</summary>
public sealed class Merchant(RunningSandbox sandbox)
{
    /// <summary>Changes to the Authorization parameters before they are sent.</summary>
    public Func<Dictionary<string, string>, Dictionary<string, string>> Spoil { get; init; } = p => p;

    public string Scheme { get; init; } = "WECHATPAY2-SHA256-RSA2048";

    public string? AskForSerial { get; init; }

    public long SecondsAgo { get; init; }

    public static string NewNumber() => "T" + Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(10));

    /// <summary>A body for the JSAPI order that breaks no rule.</summary>
    public JsonObject Order(string outTradeNo, long totalFen = 1990) =>
        new()
        {
            ["appid"] = sandbox.Setting("AppId"),
            ["mchid"] = sandbox.Setting("MerchantId"),
            ["description"] = "阳山水蜜桃 5 斤装",
            ["out_trade_no"] = outTradeNo,
            ["notify_url"] = sandbox.Shop.NotifyUrl(outTradeNo),
            ["amount"] = new JsonObject { ["total"] = totalFen, ["currency"] = "CNY" },
            ["payer"] = new JsonObject { ["openid"] = "ojvFeC1kRxkVTgB_9FaLCFuOiuCs" },
        };

    public Task<PayAnswer> PrepayAsync(JsonObject order) => SendAsync("POST", "/v3/pay/transactions/jsapi", order);

    public Task<PayAnswer> QueryAsync(string outTradeNo) =>
        SendAsync("GET", $"/v3/pay/transactions/out-trade-no/{outTradeNo}?mchid={sandbox.Setting("MerchantId")}");

    public Task<PayAnswer> CloseAsync(string outTradeNo) =>
        SendAsync(
            "POST",
            $"/v3/pay/transactions/out-trade-no/{outTradeNo}/close",
            new JsonObject { ["mchid"] = sandbox.Setting("MerchantId") }
        );

    public Task<PayAnswer> RefundAsync(string outTradeNo, string outRefundNo, long refundFen, long totalFen = 1990) =>
        SendAsync(
            "POST",
            "/v3/refund/domestic/refunds",
            new JsonObject
            {
                ["out_trade_no"] = outTradeNo,
                ["out_refund_no"] = outRefundNo,
                ["notify_url"] = sandbox.Shop.NotifyUrl(outRefundNo),
                ["amount"] = new JsonObject
                {
                    ["refund"] = refundFen,
                    ["total"] = totalFen,
                    ["currency"] = "CNY",
                },
            }
        );

    /// <summary>Places an order and pays it; returns its prepay_id.</summary>
    public async Task<string> PlacePaidAsync(string outTradeNo, long totalFen = 1990)
    {
        var placed = await PrepayAsync(Order(outTradeNo, totalFen));
        placed.Status.ShouldBe(200);
        await sandbox.ControlAsync("pay", new { outTradeNo, waitSeconds = 10 });
        return (string)placed.Json["prepay_id"]!;
    }

    public async Task<PayAnswer> SendAsync(string method, string target, JsonObject? json = null)
    {
        var body = json is null ? [] : JsonSerializer.SerializeToUtf8Bytes(json);
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Headers.TryAddWithoutValidation("Authorization", $"{Scheme} {await ParametersAsync(method, target, body)}");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "test");
        if (AskForSerial is { } serial)
        {
            request.Headers.TryAddWithoutValidation("Wechatpay-Serial", serial);
        }

        if (json is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var response = await sandbox.Http.SendAsync(request);
        var headers = response.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase);
        return new PayAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), headers);
    }

    private async Task<string> ParametersAsync(string method, string target, byte[] body)
    {
        var timestamp = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - SecondsAgo).ToString(CultureInfo.InvariantCulture);
        byte[] message = [.. Encoding.UTF8.GetBytes($"{method}\n{target}\n{timestamp}\nNONCE123\n"), .. body, (byte)'\n'];
        var parameters = new Dictionary<string, string>
        {
            ["mchid"] = sandbox.Setting("MerchantId"),
            ["nonce_str"] = "NONCE123",
            ["timestamp"] = timestamp,
            ["serial_no"] = sandbox.Setting("MerchantSerial"),
            ["signature"] = await OtherTools.SignWithOpenSslAsync(sandbox.Setting("MerchantPrivateKey"), message),
        };
        return string.Join(",", Spoil(parameters).Select(p => $"{p.Key}=\"{p.Value}\""));
    }
}
