using Banyan.WeChatSandbox.Keys;
using Banyan.WeChatSandbox.Pay;

namespace Banyan.WeChatSandbox.Mini;

internal static class StableToken
{
    public static void MapStableToken(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<SandboxKeys>();
        var tokens = app.Services.GetRequiredService<AccessTokens>();
        app.MapMini("POST", "/cgi-bin/stable_token", call => Answer(call, keys, tokens));
    }

    private static MiniReply Answer(MiniCall call, SandboxKeys keys, AccessTokens tokens)
    {
        var body = call.Json();
        if (body is null)
        {
            return MiniReply.Error(47001, "data format error");
        }

        if (body.Text("grant_type") != "client_credential")
        {
            return MiniReply.Error(40002, "invalid grant_type");
        }

        if (body.Text("appid") != keys.AppId)
        {
            return MiniReply.Error(40013, "invalid appid");
        }

        if (body.Text("secret") != keys.AppSecret)
        {
            return MiniReply.Error(40125, "invalid appsecret");
        }

        var given = body.Flag("force_refresh") == true ? tokens.Force() : tokens.Get();
        return given is { } found
            ? MiniReply.Ok(new { access_token = found.Token, expires_in = found.ExpiresIn })
            : MiniReply.Error(45009, "reach max api daily quota limit");
    }
}
