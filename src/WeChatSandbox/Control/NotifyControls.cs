using Banyan.WeChatSandbox.Notify;
using Banyan.WeChatSandbox.Pay;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox.Control;

/// <summary>Sends a notification again.</summary>
/// <param name="OutTradeNo">The order whose payment is told again.</param>
/// <param name="NotificationId">Or this very notification.</param>
/// <param name="Times">How often.</param>
/// <param name="Parallel">All at once.</param>
internal sealed record NotifyAgainCommand(string? OutTradeNo, string? NotificationId, int Times = 1, bool Parallel = false);

internal static class NotifyControls
{
    private const int MaxTimes = 200;

    public static void MapNotifyControls(this WebApplication app)
    {
        var sender = app.Services.GetRequiredService<NotificationSender>();
        var book = app.Services.GetRequiredService<PayBook>();
        var cashier = app.Services.GetRequiredService<Cashier>();
        var group = app.MapGroup("/sandbox");
        group.MapGet(
            "/notifications",
            (string? outTradeNo, int? limit) =>
                Results.Ok(new { items = sender.Latest(outTradeNo, Math.Clamp(limit ?? 100, 1, 1000)).Select(View) })
        );
        group.MapPost(
            "/notify-again",
            (NotifyAgainCommand command, CancellationToken ct) => AgainAsync(command, sender, book, cashier, ct)
        );
    }

    public static object View(Notification notification) =>
        new
        {
            notification.Id,
            notification.Subject.EventType,
            notification.Subject.OutTradeNo,
            notification.Url,
            state = notification.State switch
            {
                DeliveryState.Waiting => "waiting",
                DeliveryState.Delivered => "delivered",
                DeliveryState.Lost => "lost",
                _ => "given-up",
            },
            nextAt = notification.State == DeliveryState.Waiting
                ? DateTimeOffset.FromUnixTimeMilliseconds(notification.DueAt)
                : (DateTimeOffset?)null,
            attempts = notification.Attempts(),
        };

    private static async Task<IResult> AgainAsync(
        NotifyAgainCommand command,
        NotificationSender sender,
        PayBook book,
        Cashier cashier,
        CancellationToken ct
    )
    {
        if (command.Times is < 1 or > MaxTimes)
        {
            return Refusals.Invalid($"times 为 1–{MaxTimes}");
        }

        if (Find(command, sender, book, cashier) is not { } notification)
        {
            return Refusals.Conflict("nothing_to_tell", "没有这条通知，或者订单还没有支付");
        }

        var statuses = await sender.SendAgainAsync(notification, command.Times, command.Parallel, ct);
        return Results.Ok(new { notification.Id, statuses });
    }

    // A payment whose notification was never made (or was made before a restart) gets one now.
    private static Notification? Find(NotifyAgainCommand command, NotificationSender sender, PayBook book, Cashier cashier)
    {
        if (command.NotificationId is { } id)
        {
            return sender.Latest(null, int.MaxValue).FirstOrDefault(n => n.Id == id);
        }

        var made = sender.Latest(command.OutTradeNo ?? "", int.MaxValue).FirstOrDefault(n => n.Subject.OriginalType == "transaction");
        return made ?? (book.Find(command.OutTradeNo ?? "") is { IsPaid: true, NotifyUrl.Length: > 0 } paid ? cashier.Tell(paid) : null);
    }
}
