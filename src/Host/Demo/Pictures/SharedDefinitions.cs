using System.Text;

namespace Banyan.Host.Demo.Pictures;

/// <summary>Light, shadow and small ornaments that all drawings share, by id.</summary>
internal static class SharedDefinitions
{
    // In the file a definition stands before those that it uses, so one pass finds them all.
    private static readonly IReadOnlyList<(string Id, string Markup)> All = Fragment.ElementsOf("stage/shared");

    public static string UsedBy(string markup)
    {
        var used = new StringBuilder();
        foreach (var (id, definition) in All)
        {
            if (Refers(markup, id) || Refers(used.ToString(), id))
            {
                used.Append(definition);
            }
        }

        return used.ToString();
    }

    private static bool Refers(string markup, string id) =>
        markup.Contains($"\"#{id}\"", StringComparison.Ordinal) || markup.Contains($"url(#{id})", StringComparison.Ordinal);
}
