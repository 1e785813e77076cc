using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Banyan.Host;

namespace Banyan.Simulation.Processes;

/// <summary>The built program as a process of its own, which can be killed and started again.</summary>
internal sealed class ProgramProcess(HostOptions options) : IDisposable
{
    private const int MaxLines = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> lines = new();
    private Process? process;

    /// <summary>What it said last.</summary>
    public string Words => string.Join('\n', lines);

    public async Task Start(HttpClient http)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(PathOfProgram());
        string[] arguments =
        [
            "serve",
            "--demo",
            "--no-migrate",
            "--port",
            options.Port.ToString(CultureInfo.InvariantCulture),
            "--sandbox-port",
            options.EffectiveSandboxPort.ToString(CultureInfo.InvariantCulture),
            "--data",
            options.DataDirectory,
            .. options.Postgres is { } connection ? ["--db", connection] : Array.Empty<string>(),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await UntilItAnswers(http);
    }

    /// <summary>SIGKILL: nothing is said and nothing is finished.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        if (process is not null)
        {
            Kill();
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task UntilItAnswers(HttpClient http)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && !process!.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync("/healthz");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"The program did not start:\n{Words}");
    }

    private void Hear(object sender, DataReceivedEventArgs heard)
    {
        if (heard.Data is not { } line)
        {
            return;
        }

        lines.Enqueue(line);
        while (lines.Count > MaxLines)
        {
            lines.TryDequeue(out _);
        }
    }

    /// <summary>Built beside this suite, in the same configuration.</summary>
    private static string PathOfProgram()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var (target, configuration) = (framework.Name, framework.Parent!.Name);
        var root = framework.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "src", "Host", "bin", configuration, target, "Banyan.Host.dll");
    }
}
