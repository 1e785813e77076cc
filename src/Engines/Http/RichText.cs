using System.Net;
using System.Text;

namespace Banyan.Engines.Http;

/// <summary>
/// Reduces rich text to an allow-list: a few tags, and of attributes only the source and the text of pictures from our own site.
/// Everything else is written as text, so that nothing can become markup by being cut out of something else.
/// </summary>
public static class RichText
{
    private static readonly HashSet<string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "blockquote",
        "img",
        "span",
    };

    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script",
        "style",
        "iframe",
        "object",
        "svg",
        "math",
    };

    /// <returns>HTML that is safe to show: whatever is not on the list stands in it as text, or is gone.</returns>
    public static string Clean(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
            {
                text.Append(Plain(html[at..]));
                break;
            }

            text.Append(Plain(html[at..open]));
            var close = html.IndexOf('>', open);
            if (close < 0)
            {
                break;
            }

            at = Tag(html, open, close, text);
        }

        return text.ToString();
    }

    private static int Tag(string html, int open, int close, StringBuilder text)
    {
        var inside = html[(open + 1)..close].Trim();
        var isEnd = inside.StartsWith('/');
        var name = new string([.. inside.TrimStart('/').TakeWhile(char.IsAsciiLetterOrDigit)]);
        if (Dropped.Contains(name) && !isEnd)
        {
            var end = html.IndexOf("</" + name, close, StringComparison.OrdinalIgnoreCase);
            var after = end < 0 ? -1 : html.IndexOf('>', end);
            return after < 0 ? html.Length : after + 1;
        }

        if (Tags.Contains(name))
        {
            text.Append(
                isEnd ? $"</{name.ToLowerInvariant()}>"
                : name.Equals("img", StringComparison.OrdinalIgnoreCase) ? Picture(inside)
                : $"<{name.ToLowerInvariant()}>"
            );
        }

        return close + 1;
    }

    private static string Picture(string inside)
    {
        var source = Attribute(inside, "src");
        var isOwn =
            source.StartsWith('/')
            && !source.StartsWith("//", StringComparison.Ordinal)
            && !source.Contains('\\', StringComparison.Ordinal);
        return isOwn ? $"<img src=\"{WebUtility.HtmlEncode(source)}\" alt=\"{WebUtility.HtmlEncode(Attribute(inside, "alt"))}\">" : "";
    }

    private static string Attribute(string inside, string name)
    {
        var at = inside.IndexOf(name + "=\"", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return "";
        }

        var from = at + name.Length + 2;
        var to = inside.IndexOf('"', from);
        return to < 0 ? "" : WebUtility.HtmlDecode(inside[from..to]);
    }

    private static string Plain(string text) =>
        WebUtility
            .HtmlDecode(text)
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
