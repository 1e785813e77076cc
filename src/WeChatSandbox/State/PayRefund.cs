namespace Banyan.WeChatSandbox.State;

internal static class RefundStatus
{
    public const string Processing = "PROCESSING";
    public const string Success = "SUCCESS";
    public const string Closed = "CLOSED";
    public const string Abnormal = "ABNORMAL";
}

internal sealed record PayRefund
{
    public required string OutRefundNo { get; init; }
    public required string RefundId { get; init; }
    public required string OutTradeNo { get; init; }
    public required string TransactionId { get; init; }
    public required long RefundFen { get; init; }
    public required long TotalFen { get; init; }
    public string? Reason { get; init; }
    public string? NotifyUrl { get; init; }
    public required long CreatedAt { get; init; }

    /// <summary>success, closed or abnormal, decided when the refund is accepted.</summary>
    public string Outcome { get; init; } = "success";

    public long DueAt { get; init; }
    public string Status { get; init; } = RefundStatus.Processing;
    public long? FinishedAt { get; init; }

    public bool SameParametersAs(PayRefund other) =>
        OutTradeNo == other.OutTradeNo && RefundFen == other.RefundFen && TotalFen == other.TotalFen;
}
