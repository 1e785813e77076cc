namespace Banyan.Adapters.WeChat;

/// <summary>
/// WeChat refused, failed or could not be believed. <see cref="Code"/> is WeChat Pay's own code (ORDER_NOT_EXIST), the errcode of a
/// mini-program call in digits (40029), or one of the constants here.
/// </summary>
public sealed class WeChatException(string code, string message, int httpStatus, bool retryable, Exception? inner = null)
    : Exception($"{code}: {message}", inner)
{
    /// <summary>No answer in time; whether the call had an effect is unknown.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>No connection, or it broke; whether the call had an effect is unknown.</summary>
    public const string Network = "NETWORK";

    /// <summary>An answer without WeChat's valid signature. Whether the call had an effect is unknown: ask again.</summary>
    public const string ReplyNotTrusted = "REPLY_NOT_TRUSTED";

    /// <summary>A signed answer that does not fit the question or cannot be read.</summary>
    public const string ReplyUnreadable = "REPLY_UNREADABLE";

    public string Code { get; } = code;

    /// <summary>0 when nothing came back.</summary>
    public int HttpStatus { get; } = httpStatus;

    /// <summary>The same call with the same numbers may succeed later.</summary>
    public bool Retryable { get; } = retryable;

    /// <summary>The refusal was signed by WeChat; without it, no money decision may rest on the code.</summary>
    public bool Verified { get; init; }

    /// <summary>The request certainly never reached WeChat.</summary>
    internal bool NeverSent { get; init; }
}
