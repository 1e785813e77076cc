using System.Net;
using System.Text;

namespace Banyan.Host.Demo.Pictures;

/// <summary>Collects markup and closes it into one self-contained SVG with only the shared definitions that it uses.</summary>
internal sealed class Drawing(int width, int height)
{
    private const string Fonts = "'Noto Serif CJK SC','Source Han Serif SC','Songti SC',STSong,SimSun,serif";
    public const string Sans = "'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif";

    private readonly StringBuilder body = new();
    private readonly StringBuilder definitions = new();

    public Drawing Add(string markup)
    {
        body.Append(markup);
        return this;
    }

    public Drawing Define(string markup)
    {
        definitions.Append(markup);
        return this;
    }

    public Drawing Background(string top, string bottom)
    {
        var stops = $"<stop stop-color=\"{top}\"/><stop offset=\"1\" stop-color=\"{bottom}\"/>";
        Define($"<linearGradient id=\"bg\" x2=\".3\" y2=\"1\">{stops}</linearGradient>");
        return Add($"<rect width=\"{width}\" height=\"{height}\" fill=\"url(#bg)\"/>");
    }

    public Drawing Text(int x, int y, int size, string text, string attributes)
    {
        return Add($"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" {attributes}>{WebUtility.HtmlEncode(text)}</text>");
    }

    /// <summary>A soft shadow under a thing that stands at the given point.</summary>
    public Drawing Shadow(int x, int y, int halfWidth)
    {
        return Add($"<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{halfWidth}\" ry=\"{Math.Max(8, halfWidth / 6)}\" fill=\"url(#shadow)\"/>");
    }

    /// <summary>A drawing with its shadow; the scale is in percent and the thing keeps its feet on (x, y).</summary>
    public Drawing Stand(Fragment thing, int x, int y, int percent)
    {
        Shadow(x, y, thing.GroundWidth * percent * 115 / 10000);
        var (left, top) = (x - thing.GroundX * percent / 100, y - thing.GroundY * percent / 100);
        return Add($"<g transform=\"translate({left} {top}) scale({Percent(percent)})\">{thing.Markup}</g>");
    }

    public static string Percent(int percent) => FormattableString.Invariant($"{percent / 100}.{percent % 100:00}");

    public string Close()
    {
        var shared = SharedDefinitions.UsedBy(body.ToString() + definitions);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" "
            + $"font-family=\"{Fonts}\"><defs>{shared}{definitions}</defs>{body}</svg>\n";
    }
}
