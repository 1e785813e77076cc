using Banyan.Commerce.Members.Contracts;
using Banyan.Kernel;
using Microsoft.Extensions.Logging;

namespace Banyan.Adapters.WeChat;

/// <summary>Member login over the mini-program's server API.</summary>
internal sealed class MiniLogin(WeChatMiniClient client, WeChatOptions options, ILogger<MiniLogin> log) : IWeChatLogin
{
    private static readonly Refusal NotMainland = new(
        "phone_not_mainland",
        400,
        "请使用中国大陆手机号",
        "Please use a mainland China phone number"
    );

    public async Task<Result<WeChatIdentity>> Identify(Id shopId, string code, CancellationToken cancellation) =>
        (await Ask(() => client.Code2SessionAsync(code, cancellation))).Map(login => new WeChatIdentity(login.OpenId, login.UnionId));

    public async Task<Result<string>> PhoneOf(Id shopId, string code, CancellationToken cancellation)
    {
        var asked = await Ask(() => client.GetPhoneNumberAsync(code, cancellation));
        return asked.IsOk && !asked.Value.IsMainland ? NotMainland : asked.Map(phone => phone.Number);
    }

    private async Task<Result<T>> Ask<T>(Func<Task<T>> call)
    {
        if (options.AppId.Length == 0)
        {
            log.LogWarning("WeChat is not configured: nobody can log in.");
            return WeChatRefusals.Unreachable;
        }

        try
        {
            return await call();
        }
        catch (WeChatException exception) when (exception.Code is "40029" or "40163" or "40226" or "41008")
        {
            return WeChatRefusals.BadCode;
        }
        catch (WeChatException exception)
        {
            log.LogWarning(exception, "WeChat did not answer");
            return WeChatRefusals.Unreachable;
        }
    }
}
