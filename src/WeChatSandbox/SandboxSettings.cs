namespace Banyan.WeChatSandbox;

/// <summary>What can be changed while the sandbox runs (POST /sandbox/settings).</summary>
internal sealed record SandboxSettings
{
    /// <summary>How many percent of the notifications are signed with the platform certificate instead of the public key.</summary>
    public int CertificatePercent { get; init; }

    /// <summary>The retry ladder runs this many times faster than WeChat's.</summary>
    public double NotifySpeed { get; init; } = 60;

    /// <summary>success, closed or abnormal.</summary>
    public string RefundOutcome { get; init; } = "success";

    public int RefundDelayMs { get; init; } = 300;

    /// <summary>WeChat asks for a minute between partial refunds of one order; 0 switches the rule off.</summary>
    public int RefundSpacingSeconds { get; init; }

    public bool AdoptUnknownPayments { get; init; }

    /// <summary>Pages that the mini-program has published; empty means any well-formed page.</summary>
    public IReadOnlyList<string> PublishedPages { get; init; } = [];

    public string? Problem() =>
        this switch
        {
            { CertificatePercent: < 0 or > 100 } => "certificatePercent 应在 0–100 之间",
            { NotifySpeed: <= 0 or > 1_000_000 } => "notifySpeed 应大于 0 且不超过 1000000",
            { RefundOutcome: not ("success" or "closed" or "abnormal") } => "refundOutcome 只能是 success、closed、abnormal",
            { RefundDelayMs: < 0 or > 86_400_000 } => "refundDelayMs 应在 0–86400000 之间",
            { RefundSpacingSeconds: < 0 or > 86_400 } => "refundSpacingSeconds 应在 0–86400 之间",
            { PublishedPages: null } => "publishedPages 不能为 null",
            _ => null,
        };
}

internal sealed class SettingsStore(SandboxSettings initial)
{
    private volatile SandboxSettings _current = initial;

    public SandboxSettings Current
    {
        get => _current;
        set => _current = value;
    }
}
