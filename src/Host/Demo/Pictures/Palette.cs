using System.Text;

namespace Banyan.Host.Demo.Pictures;

/// <summary>The colours of one picture: wall from light to deep, halo, floor, ornament and a dark ink for text panels.</summary>
internal sealed record Palette(string Light, string Deep, string Halo, string Floor, string Accent, string Ink)
{
    private static readonly Palette[] All =
    [
        new("#eef4e4", "#cbdcbc", "#fbfdf3", "#b7cca6", "#5d8a52", "#2f4d3a"),
        new("#f7efdd", "#e6cfa4", "#fffaf0", "#d8bb88", "#a07a3c", "#57401f"),
        new("#f8e9e2", "#e9c6b6", "#fff8f3", "#dcae9a", "#b0684f", "#5e3326"),
        new("#e9f1f2", "#c1d6da", "#fafdfd", "#a8c4c9", "#4f7f88", "#26444c"),
        new("#f2eee6", "#d8cdbb", "#fdfbf6", "#c6b79f", "#80704f", "#43392a"),
        new("#fdf0cf", "#f4d48c", "#fffbee", "#e8bf68", "#b8862a", "#5c4414"),
        new("#efeaf3", "#d3c7de", "#fcfafd", "#bfb0cd", "#765f8c", "#3d3150"),
        new("#e4f0ea", "#b4d3c5", "#f8fdfa", "#9bc0af", "#3f8068", "#1f4a3b"),
    ];

    public static Palette Numbered(int number) => All[number % All.Length];

    /// <summary>Fills the colour placeholders of a fragment.</summary>
    public string Paint(string markup) =>
        new StringBuilder(markup)
            .Replace("$light", Light)
            .Replace("$deep", Deep)
            .Replace("$halo", Halo)
            .Replace("$floor", Floor)
            .Replace("$accent", Accent)
            .Replace("$ink", Ink)
            .ToString();
}
