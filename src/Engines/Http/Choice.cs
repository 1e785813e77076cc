using System.Diagnostics.CodeAnalysis;
using Banyan.Engines.Storage;

namespace Banyan.Engines.Http;

/// <summary>
/// One of the words of <typeparamref name="T"/> in a query, spelled as in JSON: <c>to_ship</c>. The framework's own binding knows only the
/// C# spelling.
/// </summary>
public readonly record struct Choice<T>(T Value)
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Words = Enum.GetValues<T>()
        .ToDictionary(value => SnakeCase.Of(value.ToString()), StringComparer.Ordinal);

    /// <summary>Called by the binding; a word that is not there is answered with 400.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Choice<T> choice)
    {
        var known = Words.TryGetValue(text ?? "", out var value);
        choice = new Choice<T>(value);
        return known;
    }
}
