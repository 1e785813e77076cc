namespace Banyan.Architecture.Tests;

/// <summary>How long files and lines may be.</summary>
internal static class TidyRules
{
    public const int MaxFileLines = 400;
    public const int MaxLineLength = 140;

    /// <summary>A line that holds a sentence or a statement in quotes: the formatter cannot break it.</summary>
    public const int MaxLiteralLength = 170;
    public const int MaxComponentLines = 300;

    public static IEnumerable<string> Check(string name, IReadOnlyList<string> lines)
    {
        var max = name.EndsWith(".vue", StringComparison.Ordinal) ? MaxComponentLines : MaxFileLines;
        if (lines.Count > max)
        {
            yield return $"{name}: {lines.Count} lines, at most {max}";
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var longest = lines[i].Contains('"', StringComparison.Ordinal) ? MaxLiteralLength : MaxLineLength;
            if (lines[i].Length > longest && name.EndsWith(".cs", StringComparison.Ordinal))
            {
                yield return $"{name}:{i + 1}: {lines[i].Length} characters, at most {longest}";
            }

            if (lines[i].TrimStart().StartsWith("#region", StringComparison.Ordinal))
            {
                yield return $"{name}:{i + 1}: #region";
            }
        }
    }
}
