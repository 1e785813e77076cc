namespace Banyan.Adapters.WeChat;

/// <summary>
/// The access token of the app, fetched by one caller at a time. WeChat hands every process the same token and keeps the old one valid
/// for five minutes after a change, so a copy may be used until shortly before its end.
/// </summary>
internal sealed class AccessTokenCache(Func<bool, CancellationToken, Task<AccessToken>> fetch, TimeProvider clock) : IDisposable
{
    private const int MarginSeconds = 60;
    private const int ForcedGapSeconds = 60;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile CachedToken? _current;
    private DateTimeOffset _forcedAt = DateTimeOffset.MinValue;

    public async Task<string> GetAsync(CancellationToken ct)
    {
        if (_current is { } fresh && clock.GetUtcNow() < fresh.Until)
        {
            return fresh.Value;
        }

        await _gate.WaitAsync(ct);
        try
        {
            return _current is { } current && clock.GetUtcNow() < current.Until ? current.Value : await FetchAsync(force: false, ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>After WeChat refused <paramref name="bad"/>: another token, which may already have been fetched by someone else.</summary>
    public async Task<string> ReplaceAsync(string bad, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_current is { } current && current.Value != bad)
            {
                return current.Value;
            }

            var next = await FetchAsync(force: false, ct);
            var now = clock.GetUtcNow();
            if (next != bad || now - _forcedAt < TimeSpan.FromSeconds(ForcedGapSeconds))
            {
                return next;
            }

            // WeChat insists on the token that it refuses. Forcing is limited to 20 a day and ends the other processes' token early.
            _forcedAt = now;
            return await FetchAsync(force: true, ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<string> FetchAsync(bool force, CancellationToken ct)
    {
        var token = await fetch(force, ct);
        var life = Math.Max(token.ExpiresInSeconds - MarginSeconds, MarginSeconds);
        _current = new CachedToken(token.Value, clock.GetUtcNow().AddSeconds(life));
        return token.Value;
    }

    private sealed record CachedToken(string Value, DateTimeOffset Until);
}

internal sealed record AccessToken(string Value, int ExpiresInSeconds);
