using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Banyan.Simulation.Processes;

/// <summary>
/// Asks one node, and the next one where it does not answer or is unwell: the same request with the same Idempotency-Key, until there is
/// an answer.
/// </summary>
internal sealed class AnyNode(IReadOnlyList<Uri> nodes, int first) : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly string[] Clean = ["database_away", "outcome_unknown", "busy"];
    private static readonly TimeSpan PerTry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private int at = first % nodes.Count;
    private int broken;

    /// <summary>How often a line broke, or a node did not answer.</summary>
    public int Broken => broken;

    /// <summary>What "come back later" was said with, by code.</summary>
    public ConcurrentDictionary<string, int> Later { get; } = [];

    /// <summary>Answers of a server in trouble that say nothing a caller could use.</summary>
    public ConcurrentQueue<string> Unclean { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(Pause, cancellationToken))
        {
            request.RequestUri = new Uri(nodes[at], path);
            if (await Try(request, cancellationToken) is { } answer)
            {
                return answer;
            }

            at = (at + 1) % nodes.Count;
        }

        throw new HttpRequestException($"Nobody answered {path} for {Patience}.");
    }

    private async Task<HttpResponseMessage?> Try(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(PerTry);
        try
        {
            var answer = await base.SendAsync(request, limit.Token);
            await answer.Content.LoadIntoBufferAsync(limit.Token);
            if (answer.StatusCode < HttpStatusCode.InternalServerError && answer.StatusCode != HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            await Note(request, answer);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            Interlocked.Increment(ref broken);
        }

        return null;
    }

    private async Task Note(HttpRequestMessage request, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        if (isProblem && Array.Find(Clean, code => text.Contains($"\"{code}\"", StringComparison.Ordinal)) is { } code)
        {
            Later.AddOrUpdate(code, 1, (_, count) => count + 1);
        }
        else
        {
            Unclean.Enqueue($"{request.Method} {request.RequestUri} was answered {(int)answer.StatusCode} {text}");
        }

        answer.Dispose();
    }
}
