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

/// <summary>
/// Writes down what the shop's server asks; pages and the control API are not of interest. A call is in the list before its answer
/// leaves, so that whoever got the answer finds it there.
/// </summary>
internal sealed class CallRecorder(RequestDelegate next, CallLog log, SandboxClock clock)
{
    private static readonly string[] s_recorded = ["/v3", "/sns", "/cgi-bin", "/wxa"];
    private static readonly object s_cut = new();

    public static void CutAfterRecording(HttpContext http) => http.Items[s_cut] = true;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!s_recorded.Any(p => http.Request.Path.StartsWithSegments(p, StringComparison.Ordinal)))
        {
            await next(http);
            return;
        }

        var (at, watch, recorded) = (clock.GetUtcNow(), Stopwatch.StartNew(), false);
        http.Response.OnStarting(() =>
        {
            Record(http.Response.StatusCode, null);
            return Task.CompletedTask;
        });
        try
        {
            await next(http);
            if (http.Items.ContainsKey(s_cut))
            {
                Record(0, "cut");
                http.Abort();
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Record(0, "caller-gone");
        }

        void Record(int status, string? note)
        {
            if (!recorded)
            {
                recorded = true;
                log.Add(new RecordedCall(at, "in", http.Request.Method, http.Request.Path, status, watch.ElapsedMilliseconds, note));
            }
        }
    }
}
