namespace Banyan.Commerce.Files;

/// <summary>A kind of picture that may be uploaded, known by its first bytes and never by what the browser calls it.</summary>
internal sealed record PictureKind(string Extension, string ContentType)
{
    public static readonly PictureKind Png = new("png", "image/png");
    public static readonly PictureKind Jpeg = new("jpg", "image/jpeg");
    public static readonly PictureKind WebP = new("webp", "image/webp");
    public static readonly PictureKind Svg = new("svg", "image/svg+xml");

    private static readonly PictureKind[] All = [Png, Jpeg, WebP, Svg];

    /// <summary>The kind with this extension, or null.</summary>
    public static PictureKind? OfName(string name) =>
        Array.Find(All, kind => name.EndsWith("." + kind.Extension, StringComparison.Ordinal));

    /// <summary>
    /// What the content is; null for anything else. An SVG is only recognised here, <see cref="SvgPicture"/> decides
    /// about it.
    /// </summary>
    public static PictureKind? Of(ReadOnlySpan<byte> content)
    {
        if (IsPng(content))
        {
            return Png;
        }

        if (content.Length > 3 && content[0] == 0xFF && content[1] == 0xD8 && content[2] == 0xFF)
        {
            return Jpeg;
        }

        if (content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8))
        {
            return WebP;
        }

        return LooksLikeSvg(content) ? Svg : null;
    }

    private static bool IsPng(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    private static bool LooksLikeSvg(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        var text = content.StartsWith(byteOrderMark) ? content[3..] : content;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<svg"u8) || (text.StartsWith("<?xml"u8) && text.IndexOf("<svg"u8) > 0);
    }
}
