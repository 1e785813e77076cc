using System.Globalization;
using Banyan.WeChatSandbox.State;

namespace Banyan.WeChatSandbox;

/// <summary>The machine's clock plus an offset that survives a restart, so that the sandbox follows the shop's demo clock.</summary>
internal sealed class SandboxClock : TimeProvider
{
    private static readonly TimeSpan s_beijing = TimeSpan.FromHours(8);
    private readonly Journal _journal;
    private long _offsetMs;

    public SandboxClock(Journal journal)
    {
        _journal = journal;
        _offsetMs = journal.Read<ClockState>("clock").LastOrDefault()?.OffsetMs ?? 0;
    }

    public long OffsetMs
    {
        get => Interlocked.Read(ref _offsetMs);
        set
        {
            Interlocked.Exchange(ref _offsetMs, value);
            _journal.Append("clock", "clock", new ClockState(value));
        }
    }

    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMilliseconds(OffsetMs);

    /// <summary>RFC 3339 in Beijing time, as WeChat writes it.</summary>
    public static string Wire(long unixMs) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(unixMs)
            .ToOffset(s_beijing)
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Compact(long unixMs, string format) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToOffset(s_beijing).ToString(format, CultureInfo.InvariantCulture);

    private sealed record ClockState(long OffsetMs);
}
