using Banyan.Kernel;

namespace Banyan.Commerce.Members.Contracts;

/// <summary>What Members ask of WeChat. Codes are used once: the second use is refused.</summary>
public interface IWeChatLogin
{
    /// <summary>jscode2session: turns a code of wx.login into the person's openid.</summary>
    /// <returns>
    /// The identity; <see cref="WeChatRefusals.BadCode"/> for a code that WeChat does not take; 503 when WeChat cannot be reached.
    /// </returns>
    Task<Result<WeChatIdentity>> Identify(Id shopId, string code, CancellationToken cancellation);

    /// <summary>getuserphonenumber: turns a code of the phone button into a mainland phone number of eleven digits.</summary>
    Task<Result<string>> PhoneOf(Id shopId, string code, CancellationToken cancellation);
}

/// <param name="UnionId">Given only where the shop has bound its apps together at WeChat.</param>
public sealed record WeChatIdentity(string OpenId, string? UnionId);

public static class WeChatRefusals
{
    public static readonly Refusal BadCode = new(
        "bad_code",
        400,
        "微信授权已失效，请重试",
        "WeChat did not accept the code, please try again"
    );

    public static readonly Refusal Unreachable = new(
        "wechat_unreachable",
        503,
        "暂时连不上微信，请稍后再试",
        "WeChat cannot be reached, please try again shortly"
    );
}
