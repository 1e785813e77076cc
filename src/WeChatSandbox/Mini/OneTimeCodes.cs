namespace Banyan.WeChatSandbox.Mini;

/// <summary>Codes that work once and for five minutes, each standing for a value.</summary>
internal abstract class OneTimeCodes(SandboxClock clock)
{
    private const long LifeMs = 5 * 60 * 1000;
    private const int MaxCodes = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Value, long Until)> _codes = new(StringComparer.Ordinal);

    public string Mint(string value)
    {
        var code = "0" + Tokens.Letters(31);
        lock (_gate)
        {
            if (_codes.Count >= MaxCodes)
            {
                _codes.Clear();
            }

            _codes[code] = (value, clock.NowMs + LifeMs);
        }

        return code;
    }

    protected string? Spend(string code)
    {
        lock (_gate)
        {
            return _codes.Remove(code, out var entry) && entry.Until > clock.NowMs ? entry.Value : null;
        }
    }
}

/// <summary>Login codes: minted ones work once; persona:NAME works always and leads to the same person.</summary>
internal sealed class LoginCodes(SandboxClock clock) : OneTimeCodes(clock)
{
    private const string Prefix = "persona:";

    public string? OpenIdOf(string code)
    {
        if (!code.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return Spend(code);
        }

        var name = code[Prefix.Length..];
        return name.Length is > 0 and <= 64 && !name.Any(char.IsControl) ? Tokens.PersonaOpenId(name) : null;
    }
}

/// <summary>Phone codes: minted ones work once; phone:NUMBER works always.</summary>
internal sealed class PhoneCodes(SandboxClock clock) : OneTimeCodes(clock)
{
    private const string Prefix = "phone:";

    public static bool IsPhone(string text) => text.Length == 11 && text[0] == '1' && text.All(char.IsAsciiDigit);

    public string? PhoneOf(string code)
    {
        var phone = code.StartsWith(Prefix, StringComparison.Ordinal) ? code[Prefix.Length..] : Spend(code);
        return phone is not null && IsPhone(phone) ? phone : null;
    }
}
