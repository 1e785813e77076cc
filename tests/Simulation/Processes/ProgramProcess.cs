using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
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

    /// <summary>Speaks to this process only.</summary>
    public HttpClient Http { get; } =
        new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}")),
        };

    public async Task Start()
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
        await UntilItAnswers();
    }

    /// <summary>SIGKILL: nothing is said and nothing is finished.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGSTOP: it keeps its connections and its locks, and does nothing.</summary>
    public void Pause() => Signal("STOP");

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public void Continue() => Signal("CONT");

    public void Dispose()
    {
        if (process is not null)
        {
            Kill();
        }

        Http.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    private async Task UntilItAnswers()
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && !process!.HasExited)
        {
            try
            {
                using var answer = await Http.GetAsync("/healthz");
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
