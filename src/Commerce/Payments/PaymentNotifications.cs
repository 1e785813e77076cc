using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Payments;

/// <summary>
/// Where WeChat Pay tells us of payments. The answer is 204 when the message is dealt with; anything else makes WeChat send it again
/// (WeChat Pay API v3, payment notification: {"code":"FAIL","message":…} with 4xx or 5xx).
/// </summary>
public static class PaymentNotifications
{
    public const string PaymentPath = "/api/wechat/pay/notify";
    private const int MaxBytes = 64 * 1024;

    internal static void Map(IEndpointRouteBuilder root) => root.MapPost(PaymentPath, Handle).AllowAnyone().ExcludeFromDescription();

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

    /// <summary>Answers as WeChat Pay expects it.</summary>
    public static IResult Answer(Refusal? refusal) =>
        refusal is null ? Results.NoContent() : Results.Json(new { code = "FAIL", message = refusal.Zh }, statusCode: refusal.Status);

    private static async Task<IResult> Handle(
        HttpRequest request,
        IPaymentChannel channel,
        IPaymentConfirmation confirmation,
        CancellationToken cancellation
    )
    {
        if (await Read(request, cancellation) is not { } message)
        {
            return Answer(Refusal.Invalid("body", "消息太大", "The message is too large"));
        }

        var notice = channel.OpenPaymentNotice(message);
        return Answer(notice.IsOk ? (await confirmation.Confirm(notice.Value, cancellation)).Refusal : notice.Refusal);
    }
}
