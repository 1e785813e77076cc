using System.Text.Json.Nodes;
using Banyan.Host.Http;

namespace Banyan.Simulation.Town;

/// <summary>
/// Something that somebody wants, with all that is needed to ask for it again: who gets no answer asks the same with the same key until
/// there is one.
/// </summary>
internal sealed class Wish(string what, Func<DirectCall> call)
{
    public string What => what;

    /// <summary>The call as it is sent now: with a token that is valid now.</summary>
    public DirectCall Call => call();

    /// <summary>What follows from a 2xx answer.</summary>
    public Action<JsonNode>? Then { get; init; }

    /// <summary>Goes to the payment channel on the way, which may fail.</summary>
    public bool NeedsChannel { get; init; }

    /// <summary>May only be answered with 404: it asks for what is not the asker's.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>May be answered with 404: what it is about may be over.</summary>
    public bool MayBeGone { get; init; }

    /// <summary>May be answered with 400: what it names may have changed meanwhile.</summary>
    public bool MayBeWrong { get; init; }

    public int Tries { get; set; }
}

internal static class JsonReading
{
    public static string Text(this JsonNode node, string name) =>
        (string?)node[name] ?? throw new InvalidOperationException($"No {name} in {node.ToJsonString()}");

    public static long Number(this JsonNode node, string name) =>
        (long?)node[name] ?? throw new InvalidOperationException($"No {name} in {node.ToJsonString()}");
}
