using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Banyan.Commerce.Files;

/// <summary>
/// An SVG is a document that can run scripts and fetch from elsewhere. Only drawings pass: known elements, no handlers, references inside
/// the drawing alone. One that has anything else is refused as a whole rather than cut, so that staff see what they get.
/// </summary>
internal static class SvgPicture
{
    private const string SvgNamespace = "http://www.w3.org/2000/svg";
    private const string LinkNamespace = "http://www.w3.org/1999/xlink";

    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "pattern",
        "clipPath",
        "mask",
        "marker",
        "style",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComposite",
        "feDropShadow",
        "feFlood",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "feTurbulence",
    };

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 4 * 1024 * 1024,
        IgnoreComments = true,
        Async = false,
    };

    /// <summary>The drawing written anew, or null when it is none or has something in it that is not allowed.</summary>
    public static byte[]? Clean(byte[] content)
    {
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), Strict);
            document = XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }

        var isDrawing =
            document.Root is { } root
            && root.Name == XName.Get("svg", SvgNamespace)
            && !document.DescendantNodes().OfType<XProcessingInstruction>().Any()
            && root.DescendantsAndSelf().All(IsAllowed);
        return isDrawing ? Encoding.UTF8.GetBytes(document.Root!.ToString(SaveOptions.DisableFormatting)) : null;
    }

    private static bool IsAllowed(XElement element) =>
        element.Name.NamespaceName == SvgNamespace
        && Elements.Contains(element.Name.LocalName)
        && element.Attributes().All(IsAllowed)
        && (element.Name.LocalName != "style" || IsLocalStyle(element.Value));

    private static bool IsAllowed(XAttribute attribute)
    {
        if (attribute.IsNamespaceDeclaration)
        {
            return true;
        }

        var name = attribute.Name.LocalName;
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return attribute.Name.NamespaceName switch
        {
            LinkNamespace => name == "href" && IsLocalReference(attribute.Value),
            "http://www.w3.org/XML/1998/namespace" => name is "space" or "lang",
            "" => name == "href" ? IsLocalReference(attribute.Value) : name != "src" && IsLocalStyle(attribute.Value),
            _ => false,
        };
    }

    private static bool IsLocalReference(string value) => value.TrimStart().StartsWith('#');

    /// <summary>
    /// Every url() points into the drawing; nothing is imported. A backslash could hide either, so it is not allowed at
    /// all.
    /// </summary>
    private static bool IsLocalStyle(string value)
    {
        if (
            value.Contains('\\', StringComparison.Ordinal)
            || value.Contains("@import", StringComparison.OrdinalIgnoreCase)
            || value.Contains("javascript:", StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        for (var at = IndexOfUrl(value, 0); at >= 0; at = IndexOfUrl(value, at + 1))
        {
            if (!value.AsSpan(at + 4).TrimStart(" \t\r\n'\"").StartsWith("#"))
            {
                return false;
            }
        }

        // image() and image-set() take addresses without url().
        return !value.Contains("image(", StringComparison.OrdinalIgnoreCase)
            && !value.Contains("image-set(", StringComparison.OrdinalIgnoreCase);
    }

    private static int IndexOfUrl(string value, int from) => value.IndexOf("url(", from, StringComparison.OrdinalIgnoreCase);
}
