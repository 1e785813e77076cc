using System.Diagnostics;

namespace Banyan.WeChatSandbox.Control;

/// <summary>No query and no body: both carry secrets.</summary>
internal sealed record RecordedCall(
    DateTimeOffset At,
    string Direction,
    string Method,
    string Path,
    int Status,
    long ElapsedMs,
    string? Note,
    long No = 0
);

/// <summary>The last calls in both directions.</summary>
internal sealed class CallLog
{
    private const int Kept = 2000;
    private readonly Lock _gate = new();
    private readonly Queue<RecordedCall> _calls = new();
    private long _no;

    public void Add(RecordedCall call)
    {
        lock (_gate)
        {
            _calls.Enqueue(call with { No = ++_no });
            if (_calls.Count > Kept)
            {
                _calls.Dequeue();
            }
        }
    }

    public IReadOnlyList<RecordedCall> After(long no, string? path, int limit)
    {
        lock (_gate)
        {
            return [.. _calls.Where(c => c.No > no && (path is null || c.Path.StartsWith(path, StringComparison.Ordinal))).Take(limit)];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
        }
    }
}

/// <summary>Writes down what the shop's server asks; pages and the control API are not of interest.</summary>
internal sealed class CallRecorder(RequestDelegate next, CallLog log, SandboxClock clock)
{
    private static readonly string[] s_recorded = ["/v3", "/sns", "/cgi-bin", "/wxa"];

    public async Task InvokeAsync(HttpContext http)
    {
        if (!s_recorded.Any(p => http.Request.Path.StartsWithSegments(p, StringComparison.Ordinal)))
        {
            await next(http);
            return;
        }

        var (at, watch, note) = (clock.GetUtcNow(), Stopwatch.StartNew(), (string?)null);
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            note = "caller-gone";
        }
        finally
        {
            var status = http.RequestAborted.IsCancellationRequested ? 0 : http.Response.StatusCode;
            log.Add(new RecordedCall(at, "in", http.Request.Method, http.Request.Path, status, watch.ElapsedMilliseconds, note));
        }
    }
}
