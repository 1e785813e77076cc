namespace Banyan.Architecture.Tests;

/// <summary>How long files and lines may be.</summary>
internal static class TidyRules
{
    public const int MaxFileLines = 400;
    public const int MaxLineLength = 140;
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
            if (lines[i].Length > MaxLineLength && name.EndsWith(".cs", StringComparison.Ordinal))
            {
                yield return $"{name}:{i + 1}: {lines[i].Length} characters, at most {MaxLineLength}";
            }

            if (lines[i].TrimStart().StartsWith("#region", StringComparison.Ordinal))
            {
                yield return $"{name}:{i + 1}: #region";
            }
        }
    }
}
