using Banyan.WeChatSandbox.Mini;

namespace Banyan.WeChatSandbox.Control;

/// <summary>Asks for a login code that works once.</summary>
/// <param name="Persona">Who logs in, or</param>
/// <param name="OpenId">with which openid.</param>
internal sealed record LoginCodeCommand(string? Persona, string? OpenId);

internal sealed record PhoneCodeCommand(string? Phone);

/// <summary>Codes as a phone would bring them, and the end of access tokens.</summary>
internal static class CodeControls
{
    public static void MapCodeControls(this WebApplication app)
    {
        var logins = app.Services.GetRequiredService<LoginCodes>();
        var phones = app.Services.GetRequiredService<PhoneCodes>();
        var tokens = app.Services.GetRequiredService<AccessTokens>();
        var group = app.MapGroup("/sandbox");
        group.MapGet("/personas/{name}", (string name) => Results.Ok(new { name, openId = Tokens.PersonaOpenId(name) }));
        group.MapPost("/codes/login", (LoginCodeCommand command) => MintLogin(command, logins));
        group.MapPost(
            "/codes/phone",
            (PhoneCodeCommand command) =>
                command.Phone is { } phone && PhoneCodes.IsPhone(phone)
                    ? Results.Ok(new { code = phones.Mint(phone) })
                    : Refusals.Invalid("phone 应为 11 位手机号")
        );
        group.MapPost(
            "/tokens/revoke",
            () =>
            {
                tokens.Revoke();
                return Results.NoContent();
            }
        );
    }

    private static IResult MintLogin(LoginCodeCommand command, LoginCodes logins)
    {
        var openId = command switch
        {
            { OpenId: { Length: > 0 } given } => given,
            { Persona: { Length: > 0 } name } => Tokens.PersonaOpenId(name),
            _ => Tokens.PersonaOpenId(Tokens.Letters(16)),
        };
        return Results.Ok(new { code = logins.Mint(openId), openId });
    }
}
