using System.Security.Cryptography;
using Banyan.WeChatSandbox.Keys;

namespace Banyan.WeChatSandbox.Mini;

internal static class Login
{
    public static void MapLogin(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<SandboxKeys>();
        var codes = app.Services.GetRequiredService<LoginCodes>();
        app.MapMini("GET", "/sns/jscode2session", call => Exchange(call, keys, codes));
    }

    private static MiniReply Exchange(MiniCall call, SandboxKeys keys, LoginCodes codes)
    {
        if (call.Query("appid") != keys.AppId)
        {
            return MiniReply.Error(40013, "invalid appid");
        }

        if (call.Query("secret") != keys.AppSecret)
        {
            return MiniReply.Error(40125, "invalid appsecret");
        }

        if (call.Query("grant_type") != "authorization_code")
        {
            return MiniReply.Error(40002, "invalid grant_type");
        }

        return codes.OpenIdOf(call.Query("js_code")) is { } openid
            ? MiniReply.Ok(new { session_key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)), openid })
            : MiniReply.Error(40029, "invalid code");
    }
}
