namespace Banyan.WeChatSandbox.Mini;

internal enum TokenVerdict
{
    Good,
    Missing,
    Invalid,
    Expired,
}

/// <summary>
/// The rules of stable_token: the same token again until five minutes before its end; then a new one while the old one still works for
/// those five minutes; a forced refresh gives a new one and two of them kill a leaked token.
/// </summary>
internal sealed class AccessTokens(SandboxClock clock)
{
    public const int LifeSeconds = 7200;
    private const int OverlapSeconds = 300;
    private const int MaxForcedADay = 20;
    private const int ForcedGapSeconds = 30;
    private readonly Lock _gate = new();
    private readonly List<long> _forcedAt = [];
    private (string Value, long Until)? _current;
    private (string Value, long Until)? _previous;

    public (string Token, int ExpiresIn) Get()
    {
        lock (_gate)
        {
            var now = clock.NowMs;
            if (_current is not { } current || current.Until - now <= OverlapSeconds * 1000)
            {
                current = Mint(now);
            }

            return (current.Value, (int)((current.Until - now) / 1000));
        }
    }

    /// <summary>A new token, or null when this was asked too often.</summary>
    public (string Token, int ExpiresIn)? Force()
    {
        lock (_gate)
        {
            var now = clock.NowMs;
            _forcedAt.RemoveAll(at => now - at >= 24 * 3600 * 1000);
            if (_forcedAt.Count >= MaxForcedADay || (_forcedAt.Count > 0 && now - _forcedAt[^1] < ForcedGapSeconds * 1000))
            {
                return null;
            }

            _forcedAt.Add(now);
            return (Mint(now).Value, LifeSeconds);
        }
    }

    public TokenVerdict Judge(string token)
    {
        lock (_gate)
        {
            if (token.Length == 0)
            {
                return TokenVerdict.Missing;
            }

            var known =
                _current?.Value == token ? _current
                : _previous?.Value == token ? _previous
                : null;
            return known switch
            {
                null => TokenVerdict.Invalid,
                { } found when found.Until <= clock.NowMs => TokenVerdict.Expired,
                _ => TokenVerdict.Good,
            };
        }
    }

    /// <summary>All tokens stop working, as when someone else forced a refresh twice.</summary>
    public void Revoke()
    {
        lock (_gate)
        {
            (_current, _previous) = (null, null);
        }
    }

    /// <summary>The error of a business call with this token, or null.</summary>
    public MiniReply? Refuse(MiniCall call) =>
        Judge(call.Query("access_token")) switch
        {
            TokenVerdict.Good => null,
            TokenVerdict.Missing => MiniReply.Error(41001, "access_token missing"),
            TokenVerdict.Expired => MiniReply.Error(42001, "access_token expired"),
            _ => MiniReply.Error(40001, "invalid credential, access_token is invalid or not latest"),
        };

    private (string Value, long Until) Mint(long now)
    {
        _previous = _current is { } old ? (old.Value, Math.Min(old.Until, now + (OverlapSeconds * 1000))) : null;
        var fresh = (Value: "90_" + Tokens.Letters(133), Until: now + (LifeSeconds * 1000L));
        _current = fresh;
        return fresh;
    }
}
