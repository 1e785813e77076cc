using System.Text.Json;

namespace Banyan.Host.Upkeep;

/// <summary>One thing that a job carries, such as the number of its order.</summary>
internal sealed record PayloadEntry(string Name, string Value);

/// <summary>What a job carries, short enough to be read in a table.</summary>
internal static class JobPayloads
{
    private const int MaxEntries = 6;
    private const int MaxLength = 60;

    public static IReadOnlyList<PayloadEntry> Summary(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ?
                [
                    .. document
                        .RootElement.EnumerateObject()
                        .Take(MaxEntries)
                        .Select(entry => new PayloadEntry(entry.Name, Short(entry.Value))),
                ]
                : [];
        }
        catch (JsonException)
        {
            // Whoever wrote it, it is shown without and can still be dropped.
            return [];
        }
    }

    private static string Short(JsonElement value)
    {
        var text = value.ToString();
        return text.Length <= MaxLength ? text : text[..MaxLength] + "…";
    }
}
