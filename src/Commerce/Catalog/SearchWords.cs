using System.Text;
using Banyan.Commerce.Catalog.Contracts;

namespace Banyan.Commerce.Catalog;

/// <summary>By what a product is found.</summary>
internal static class SearchWords
{
    private const int MaxLength = 800;

    /// <summary>Where in GB 2312 each initial begins: its first level is ordered by pronunciation. No word begins with i, u or v.</summary>
    private static readonly (int Code, char Initial)[] Initials =
    [
        (0xB0A1, 'a'),
        (0xB0C5, 'b'),
        (0xB2C1, 'c'),
        (0xB4EE, 'd'),
        (0xB6EA, 'e'),
        (0xB7A2, 'f'),
        (0xB8C1, 'g'),
        (0xB9FE, 'h'),
        (0xBBF7, 'j'),
        (0xBFA6, 'k'),
        (0xC0AC, 'l'),
        (0xC2E8, 'm'),
        (0xC4C3, 'n'),
        (0xC5B6, 'o'),
        (0xC5BE, 'p'),
        (0xC6DA, 'q'),
        (0xC8BB, 'r'),
        (0xC8F6, 's'),
        (0xCBFA, 't'),
        (0xCDDA, 'w'),
        (0xCEF4, 'x'),
        (0xD1B9, 'y'),
        (0xD4D1, 'z'),
        (0xD7FA, '\0'),
    ];

    private static readonly Encoding Gb = CodePagesEncodingProvider.Instance.GetEncoding(
        936,
        EncoderFallback.ReplacementFallback,
        DecoderFallback.ReplacementFallback
    )!;

    public static string Of(ProductInput input, string? brand) => Of(input.Name, input.Subtitle, input.Keywords, brand);

    public static string Of(string name, string subtitle, string keywords, string? brand)
    {
        var text = $"{name.Trim()} {subtitle.Trim()} {keywords.Trim()} {brand} {InitialsOf(name)} {InitialsOf(brand ?? "")}";
        var lower = text.Trim().ToLowerInvariant();
        return lower.Length > MaxLength ? lower[..MaxLength] : lower;
    }

    /// <summary>The tags between bars, so that one of them is found whole.</summary>
    public static string TagText(IReadOnlyList<string> tags) => tags.Count == 0 ? "" : $"|{string.Join('|', tags)}|";

    /// <summary>
    /// The first letters of how common characters are pronounced: 云南苹果 → ynpg. Rare characters are left out, of several readings the
    /// most common one counts.
    /// </summary>
    public static string InitialsOf(string text)
    {
        var letters = new StringBuilder();
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                letters.Append(char.ToLowerInvariant(character));
            }
            else if (InitialOf(character) is { } initial)
            {
                letters.Append(initial);
            }
        }

        return letters.ToString();
    }

    private static char? InitialOf(char character)
    {
        var bytes = Gb.GetBytes([character]);
        if (bytes.Length != 2)
        {
            return null;
        }

        var code = bytes[0] << 8 | bytes[1];
        var at = Array.FindLastIndex(Initials, entry => entry.Code <= code);
        return at < 0 || Initials[at].Initial == '\0' ? null : Initials[at].Initial;
    }
}
