using System.Text;
using System.Text.Json;

namespace Banyan.Adapters.WeChat;

/// <summary>A notification that is WeChat's and about this merchant.</summary>
public sealed record WeChatNotification
{
    /// <summary>The same for every repetition.</summary>
    public required string Id { get; init; }

    /// <summary>TRANSACTION.SUCCESS, REFUND.SUCCESS, REFUND.CLOSED, REFUND.ABNORMAL …</summary>
    public required string EventType { get; init; }

    /// <summary>The decrypted content, JSON.</summary>
    public required string Resource { get; init; }

    /// <summary>Set for TRANSACTION.* events.</summary>
    public WeChatPayment? Payment { get; init; }

    /// <summary>Set for REFUND.* events.</summary>
    public WeChatRefund? Refund { get; init; }

    /// <summary>Without the content, which names a person.</summary>
    public override string ToString() => $"WeChatNotification {{ Id = {Id}, EventType = {EventType} }}";
}

/// <summary>What came of checking a notification.</summary>
public abstract record NotificationVerdict
{
    private NotificationVerdict() { }

    /// <summary>Answer 204 once it is dealt with, or was already.</summary>
    public sealed record Accepted(WeChatNotification Notification) : NotificationVerdict;

    /// <summary>Answer 401 with <see cref="WeChatPayNotifications.FailBody"/> and change nothing.</summary>
    /// <param name="Reason">unsigned, stale, unknown_serial, bad_signature, unreadable, not_decrypted or foreign_merchant.</param>
    public sealed record Refused(string Reason) : NotificationVerdict;
}

/// <summary>Checks and opens what WeChat Pay posts to the notify addresses. Safe for many threads.</summary>
public sealed class WeChatPayNotifications(WeChatOptions options)
{
    private readonly PlatformKeys _keys = new(options);

    /// <summary>The body of a refusing answer.</summary>
    public static string FailBody(string message) => JsonSerializer.Serialize(new { code = "FAIL", message });

    /// <summary>Verifies the raw bytes, decrypts the content and checks that it is about this merchant and app.</summary>
    public NotificationVerdict Verify(WeChatSignature signature, ReadOnlySpan<byte> body)
    {
        if (_keys.Distrust(signature, body) is { } distrust)
        {
            return new NotificationVerdict.Refused(distrust);
        }

        if (Read<Envelope>(body) is not { Id: { } id, EventType: { } type, Resource: { Ciphertext: not null, Nonce: not null } resource })
        {
            return new NotificationVerdict.Refused("unreadable");
        }

        return resource.Open(options.ApiV3Key) is { } plain ? Open(id, type, plain) : new NotificationVerdict.Refused("not_decrypted");
    }

    private NotificationVerdict Open(string id, string type, byte[] plain)
    {
        var notification = new WeChatNotification
        {
            Id = id,
            EventType = type,
            Resource = Encoding.UTF8.GetString(plain),
        };
        return type switch
        {
            _ when type.StartsWith("TRANSACTION.", StringComparison.Ordinal) => OpenPayment(notification, Read<TransactionWire>(plain)),
            _ when type.StartsWith("REFUND.", StringComparison.Ordinal) => OpenRefund(notification, Read<RefundWire>(plain)),
            _ => new NotificationVerdict.Accepted(notification),
        };
    }

    private NotificationVerdict OpenPayment(WeChatNotification notification, TransactionWire? wire)
    {
        if (wire?.Read() is not { } payment)
        {
            return new NotificationVerdict.Refused("unreadable");
        }

        return wire.Mchid == options.MerchantId && wire.Appid == options.AppId
            ? new NotificationVerdict.Accepted(notification with { Payment = payment })
            : new NotificationVerdict.Refused("foreign_merchant");
    }

    private NotificationVerdict OpenRefund(WeChatNotification notification, RefundWire? wire)
    {
        if (wire?.Read() is not { } refund)
        {
            return new NotificationVerdict.Refused("unreadable");
        }

        return wire.Mchid == options.MerchantId
            ? new NotificationVerdict.Accepted(notification with { Refund = refund })
            : new NotificationVerdict.Refused("foreign_merchant");
    }

    private static T? Read<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, PayTransport.Wire);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Envelope(string? Id, string? EventType, SealedResource? Resource);
}
