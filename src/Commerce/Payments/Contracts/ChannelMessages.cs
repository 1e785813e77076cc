using Banyan.Kernel;
using Microsoft.AspNetCore.Http;

namespace Banyan.Commerce.Payments.Contracts;

/// <summary>How messages of the payment channel are read and answered.</summary>
public static class ChannelMessages
{
    public const string PaymentPath = "/api/wechat/pay/notify";
    public const string RefundPath = "/api/wechat/pay/refund-notify";

    public static readonly Refusal TooLarge = Refusal.Invalid("body", "消息太大", "The message is too large");

    private const int MaxBytes = 64 * 1024;

    /// <summary>Reads a message's raw bytes, as they were signed; null when there are too many of them.</summary>
    public static async Task<ChannelMessage?> Read(HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        var headers = request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        return new ChannelMessage(headers, buffer.ToArray());
    }

    /// <summary>
    /// 204 when the message is dealt with; anything else makes WeChat send it again (WeChat Pay API v3, notifications:
    /// {"code":"FAIL","message":…} with 4xx or 5xx).
    /// </summary>
    public static IResult Answer(Refusal? refusal) =>
        refusal is null ? Results.NoContent() : Results.Json(new { code = "FAIL", message = refusal.Zh }, statusCode: refusal.Status);
}
