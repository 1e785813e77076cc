namespace Banyan.Engines.Storage;

/// <summary>
/// Tells whoever keeps something in memory that it has changed: in this process at once, in the other nodes through the database. A
/// message may be lost, so what is kept also grows old by itself within seconds; after a broken wire everything is forgotten.
/// </summary>
public sealed class Signals(ISignalWire wire)
{
    private readonly Lock door = new();
    private readonly List<(string Topic, Action<string> Heard)> listeners = [];

    /// <param name="topic">The beginning of the topics to hear, such as <c>document:</c>.</param>
    /// <param name="heard">Called with the rest of the topic; empty: everything may have changed. Must be quick and not throw.</param>
    public void Subscribe(string topic, Action<string> heard)
    {
        lock (door)
        {
            listeners.Add((topic, heard));
        }
    }

    /// <summary>Called after the change is committed.</summary>
    /// <param name="topic">At most 200 characters, such as <c>document:42:distribution</c>.</param>
    public async Task Tell(string topic, CancellationToken cancellation)
    {
        Hear(topic);
        await wire.Send(topic, cancellation).ConfigureAwait(false);
    }

    /// <summary>As <see cref="Tell"/>, for callers that need not wait for the wire, which logs its own failures.</summary>
    public void TellSoon(string topic) => _ = Tell(topic, CancellationToken.None);

    /// <summary>What another node told.</summary>
    public void Hear(string topic)
    {
        foreach (var (beginning, heard) in Listeners())
        {
            if (topic.StartsWith(beginning, StringComparison.Ordinal))
            {
                heard(topic[beginning.Length..]);
            }
        }
    }

    /// <summary>Messages may have been missed.</summary>
    public void ForgetEverything()
    {
        foreach (var (_, heard) in Listeners())
        {
            heard("");
        }
    }

    private List<(string Topic, Action<string> Heard)> Listeners()
    {
        lock (door)
        {
            return [.. listeners];
        }
    }
}

/// <summary>The way to the other nodes.</summary>
public interface ISignalWire
{
    /// <summary>Tells the others, as well as it can: failures are logged, not thrown.</summary>
    Task Send(string topic, CancellationToken cancellation);
}
