using System.Globalization;

namespace Banyan.Bench;

/// <summary>A request as the load generator sends it; an empty token or body is left out.</summary>
internal sealed record Sent(string Method, string Path, string Token, string Body);

/// <summary>Load from a process of its own: wrk with our script.</summary>
internal static class Wrk
{
    private const int Threads = 2;
    private static int runs;

    /// <summary>Writes the requests to a file that <see cref="PerSecond"/> sends from.</summary>
    public static string File(string folder, string name, IEnumerable<Sent> requests)
    {
        var path = Path.Combine(folder, name + ".tsv");
        System.IO.File.WriteAllLines(path, requests.Select(sent => $"{sent.Method}\t{sent.Path}\t{sent.Token}\t{sent.Body}"));
        return path;
    }

    /// <summary>Answers per second. Anything but success is no measurement.</summary>
    /// <exception cref="InvalidOperationException">A request was refused or broke off, or there was no answer at all.</exception>
    public static async Task<double> PerSecond(Server server, string file, int connections, int seconds)
    {
        var before = server.ProcessorTime;
        var rate = await Load(server, file, connections, seconds).ConfigureAwait(false);
        var used = (server.ProcessorTime - before).TotalMilliseconds;
        Progress.Say(
            $"    {Numbers.Short(used / (rate * seconds))} ms of processor time each, {Numbers.Short(used / 1000 / seconds)} cores busy"
        );
        return rate > 0 ? rate : throw new InvalidOperationException($"No request was answered in {seconds} s.");
    }

    /// <summary>Load before it counts; a server that is still compiling may answer nothing in the first seconds.</summary>
    public static Task WarmUp(Server server, string file, int connections, int seconds) => Load(server, file, connections, seconds);

    private static async Task<double> Load(Server server, string file, int connections, int seconds)
    {
        var salt = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Interlocked.Increment(ref runs)}");
        string[] options = [$"-t{Threads}", $"-c{connections}", $"-d{seconds}s", "--timeout", "20s", "-s", SourceTree.WrkScript];
        string[] script = [server.Address.ToString(), "--", file, salt, Threads.ToString(CultureInfo.InvariantCulture)];
        var said = await Commands.Run(TimeSpan.FromSeconds(seconds + 60), "wrk", [.. options, .. script]).ConfigureAwait(false);
        var line = said.Split('\n').FirstOrDefault(line => line.StartsWith("BENCH ", StringComparison.Ordinal));
        var parts = line?.Split(' ').Skip(1).Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToList();
        if (parts is not [var requests, var micros, var refused, var brokenOff, ..])
        {
            throw new InvalidOperationException($"wrk said: {said}");
        }

        if (refused + brokenOff == 0)
        {
            return requests * 1e6 / micros;
        }

        var why = string.Concat(
            said.Split('\n').Where(line => line.StartsWith("WHY ", StringComparison.Ordinal)).Select(line => "\n" + line)
        );
        throw new InvalidOperationException(
            $"{refused} of {requests} requests were refused, {brokenOff} broke off: no measurement (BENCH_WHY=1 shows some).{why}"
        );
    }
}
