using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Banyan.Bench;

/// <summary>A server in a process of its own on loopback: the Host, or the bare Kestrel.</summary>
internal sealed class Server : IAsyncDisposable
{
    private const int KeptLines = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = [];

    private Server(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>The resident memory, in MB.</summary>
    public double ResidentMb
    {
        get
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
            var kb = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            return double.Parse(kb, CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Processor time used so far, all threads together: it does not grow when others are busy.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static Task<Server> Echo(string? answerFile = null)
    {
        var port = FreePort();
        return Start(
            port,
            [SourceTree.Echo, port.ToString(CultureInfo.InvariantCulture), .. answerFile is null ? [] : (string[])[answerFile]]
        );
    }

    /// <summary>Starts a program of .NET and waits until it answers.</summary>
    public static Task<Server> Start(int port, IEnumerable<string> arguments) =>
        Start(port, new ProcessStartInfo("dotnet", arguments), Patience);

    /// <summary>Starts any program and waits until its <c>/healthz</c> answers with success.</summary>
    public static async Task<Server> Start(int port, ProcessStartInfo start, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var server = new Server(Process.Start(start)!, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
        server.Listen();
        try
        {
            await server.UntilItAnswers(watch, patience).ConfigureAwait(false);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return server;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
    }

    private void Listen()
    {
        void Keep(object sender, DataReceivedEventArgs line)
        {
            said.Enqueue(line.Data ?? "");
            while (said.Count > KeptLines)
            {
                said.TryDequeue(out _);
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task UntilItAnswers(Stopwatch watch, TimeSpan patience)
    {
        while (watch.Elapsed < patience)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"It ended with {process.ExitCode}: {string.Join('\n', said)}");
            }

            try
            {
                using var answer = await Http.GetAsync(new Uri(Address, "/healthz")).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode)
                {
                    StartTime = watch.Elapsed;
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet, or too busy with its start to answer.
            }

            await Task.Delay(2).ConfigureAwait(false);
        }

        throw new InvalidOperationException($"No answer in {patience.TotalSeconds:0} s: {string.Join('\n', said)}");
    }
}
