namespace Banyan.Adapters.WeChat;

/// <summary>Who logged in. The session key must never leave the server.</summary>
public sealed record WeChatLogin(string OpenId, string? UnionId, string SessionKey)
{
    public override string ToString() => $"WeChatLogin {{ OpenId = {OpenId} }}";
}

/// <summary>A phone number that WeChat has verified.</summary>
/// <param name="Number">Without country code.</param>
/// <param name="CountryCode">Digits, 86 for the mainland.</param>
public sealed record WeChatPhone(string Number, string CountryCode)
{
    public bool IsMainland => CountryCode.TrimStart('+') == "86" && Number.Length == 11 && Number.All(char.IsAsciiDigit);

    public override string ToString() => "WeChatPhone";
}

/// <summary>A mini-program code of the unlimited kind.</summary>
public sealed record UnlimitedCodeRequest
{
    /// <summary>≤ 32 of digits, letters and <c>!#$&amp;'()*+,/:;=?@-._~</c>.</summary>
    public required string Scene { get; init; }

    /// <summary>Without leading slash and parameters.</summary>
    public required string Page { get; init; }

    /// <summary>The page must be published; false while it is not yet.</summary>
    public bool CheckPath { get; init; } = true;

    /// <summary>release, trial or develop.</summary>
    public string Version { get; init; } = "release";

    /// <summary>280–1280 pixels.</summary>
    public int WidthPixels { get; init; } = 430;
}
