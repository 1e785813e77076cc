using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;

namespace Banyan.Host.Demo.Pictures;

/// <summary>A hand-drawn piece of a picture, read from an embedded SVG file and made ready to stand beside others.</summary>
internal sealed class Fragment
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly ConcurrentDictionary<string, Fragment> Read = new();

    private readonly XElement root;

    private Fragment(string name)
    {
        root = XElement.Parse(Content.Text($"pictures/{name}.svg"));
        var prefix = name.Split('/')[^1] + "-";
        PrefixIds(prefix);
        Shade();
        Markup = string.Concat(root.Elements().Select(Write));
        var ground = ((string?)root.Attribute("data-base") ?? "400 640 220").Split(' ');
        (GroundX, GroundY, GroundWidth) = (Number(ground[0]), Number(ground[1]), Number(ground[2]));
        var focus = ((string?)root.Attribute("data-focus") ?? "400 440").Split(' ');
        (FocusX, FocusY) = (Number(focus[0]), Number(focus[1]));
    }

    public string Markup { get; }

    public int GroundX { get; }

    public int GroundY { get; }

    public int GroundWidth { get; }

    /// <summary>The point that a close-up shows in its middle.</summary>
    public int FocusX { get; }

    public int FocusY { get; }

    public static Fragment Of(string name) => Read.GetOrAdd(name, key => new Fragment(key));

    /// <summary>The elements of a file that holds many small drawings, each with its id, in the order of the file.</summary>
    public static IReadOnlyList<(string Id, string Markup)> ElementsOf(string name) =>
        [.. Elements(name).Select(element => ((string)element.Attribute("id")!, Write(element)))];

    /// <summary>The same, but only what is inside each element.</summary>
    public static IReadOnlyList<(string Id, string Markup)> PartsOf(string name) =>
        [.. Elements(name).Select(part => ((string)part.Attribute("id")!, string.Concat(part.Elements().Select(Write))))];

    private static IEnumerable<XElement> Elements(string name) => XElement.Parse(Content.Text($"pictures/{name}.svg")).Elements();

    // Two fragments may meet in one picture, so their ids must not.
    private void PrefixIds(string prefix)
    {
        var ids = root.Descendants().Attributes("id").ToDictionary(id => "#" + id.Value, id => id);
        foreach (var reference in root.Descendants().Attributes("href").Where(href => ids.ContainsKey(href.Value)))
        {
            reference.Value = "#" + prefix + reference.Value[1..];
        }

        foreach (var id in ids.Values)
        {
            id.Value = prefix + id.Value;
        }
    }

    // shade="cyl" lays the same outline over the shape once more, filled with light and shadow: one look for all drawings.
    private void Shade()
    {
        foreach (var shaded in root.Descendants().Where(element => element.Attribute("shade") is not null).ToList())
        {
            var shade = shaded.Attribute("shade")!;
            shade.Remove();
            var overlay = new XElement(shaded);
            overlay.SetAttributeValue("id", null);
            overlay.SetAttributeValue("stroke", null);
            overlay.SetAttributeValue("fill", $"url(#{shade.Value})");
            shaded.AddAfterSelf(overlay);
        }
    }

    private static string Write(XElement element) =>
        element.ToString(SaveOptions.DisableFormatting).Replace($" xmlns=\"{Svg}\"", "", StringComparison.Ordinal);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
