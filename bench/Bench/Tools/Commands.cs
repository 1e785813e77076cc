using System.Diagnostics;

namespace Banyan.Bench;

/// <summary>Programs that are run to their end.</summary>
internal static class Commands
{
    /// <summary>What it wrote to standard output.</summary>
    /// <exception cref="InvalidOperationException">It failed, or took longer than it may.</exception>
    public static async Task<string> Run(TimeSpan limit, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(limit);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill();
            throw new InvalidOperationException($"{program} took longer than {limit.TotalSeconds:0} s.", exception);
        }

        var (said, complained) = (await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        return process.ExitCode == 0
            ? said
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {complained} {said}");
    }
}
