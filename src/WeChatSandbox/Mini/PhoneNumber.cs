using Banyan.WeChatSandbox.Keys;
using Banyan.WeChatSandbox.Pay;

namespace Banyan.WeChatSandbox.Mini;

internal static class PhoneNumber
{
    public static void MapPhoneNumber(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<SandboxKeys>();
        var tokens = app.Services.GetRequiredService<AccessTokens>();
        var codes = app.Services.GetRequiredService<PhoneCodes>();
        var clock = app.Services.GetRequiredService<SandboxClock>();
        app.MapMini(
            "POST",
            "/wxa/business/getuserphonenumber",
            call => tokens.Refuse(call) ?? Answer(call.Json().Text("code"), codes, keys.AppId, clock.NowMs / 1000)
        );
    }

    private static MiniReply Answer(string? code, PhoneCodes codes, string appid, long timestamp)
    {
        if (codes.PhoneOf(code ?? "") is not { } phone)
        {
            return MiniReply.Error(40029, "invalid code");
        }

        // These names are WeChat's own and not in snake_case.
        var info = new Dictionary<string, object>
        {
            ["phoneNumber"] = phone,
            ["purePhoneNumber"] = phone,
            ["countryCode"] = 86,
            ["watermark"] = new { timestamp, appid },
        };
        return MiniReply.Ok(
            new
            {
                errcode = 0,
                errmsg = "ok",
                phone_info = info,
            }
        );
    }
}
