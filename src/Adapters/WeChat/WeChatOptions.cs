namespace Banyan.Adapters.WeChat;

/// <summary>
/// Everything that differs between WeChat and a sandbox, or between two merchants: the configuration section <c>WeChat</c>. The code that
/// uses it is the same for all of them.
/// </summary>
public sealed record WeChatOptions
{
    public const string Section = "WeChat";

    /// <summary>The other side is a sandbox; the Host accepts this in demo mode only.</summary>
    public bool Sandbox { get; init; }

    public string ApiBase { get; init; } = "https://api.weixin.qq.com";

    public string PayBase { get; init; } = "https://api.mch.weixin.qq.com";

    /// <summary>Where a sandbox shows its cashier page; WeChat has none.</summary>
    public string? CashierBase { get; init; }

    /// <summary>Address of this shop as WeChat reaches it; notifications come to paths under it.</summary>
    public string NotifyBase { get; init; } = "";

    public string AppId { get; init; } = "";

    public string AppSecret { get; init; } = "";

    /// <summary>mchid.</summary>
    public string MerchantId { get; init; } = "";

    /// <summary>Serial number of the merchant's API certificate, hexadecimal.</summary>
    public string MerchantSerial { get; init; } = "";

    /// <summary>The key of that certificate, PEM.</summary>
    public string MerchantPrivateKey { get; init; } = "";

    /// <summary>32 bytes of ASCII.</summary>
    public string ApiV3Key { get; init; } = "";

    /// <summary>PUB_KEY_ID_…; empty for merchants that have certificates only.</summary>
    public string PlatformPublicKeyId { get; init; } = "";

    /// <summary>PEM of the key with that id.</summary>
    public string PlatformPublicKey { get; init; } = "";

    /// <summary>Platform certificates, PEM: while WeChat switches a merchant over, messages come signed by either.</summary>
    public string[] PlatformCertificates { get; init; } = [];

    /// <summary>Which version of the mini-program codes open: release, trial or develop.</summary>
    public string MiniProgramVersion { get; init; } = "release";

    /// <summary>For one attempt.</summary>
    public int TimeoutSeconds { get; init; } = 8;

    /// <summary>How often a call is tried when the network or WeChat itself fails.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Not configuration: the demo's movable clock, or the machine's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>True also when the flag was lost: the sandbox marks its key id, and WeChat is never on this machine.</summary>
    public bool UsesSandbox =>
        Sandbox
        || PlatformPublicKeyId.StartsWith("PUB_KEY_ID_SANDBOX", StringComparison.Ordinal)
        || IsLoopback(PayBase)
        || IsLoopback(ApiBase);

    /// <summary>The page where a sandbox order is paid, to be followed by <c>&amp;return=</c>; null at WeChat.</summary>
    public string? CashierUrl(string prepayId) =>
        UsesSandbox && CashierBase is { Length: > 0 } address
            ? $"{address.TrimEnd('/')}/cashier/{Uri.EscapeDataString(prepayId)}?from=shop"
            : null;

    /// <summary>What is missing or wrong, as sentences that carry no secrets; empty: fit for use.</summary>
    public IReadOnlyList<string> Problems() => WeChatOptionsCheck.Problems(this);

    /// <summary>Without keys and secrets, so that it may appear in a log.</summary>
    public override string ToString() => $"WeChatOptions {{ AppId = {AppId}, MerchantId = {MerchantId}, UsesSandbox = {UsesSandbox} }}";

    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
