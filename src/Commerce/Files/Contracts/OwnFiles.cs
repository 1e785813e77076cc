using Banyan.Engines.Http;

namespace Banyan.Commerce.Files.Contracts;

/// <summary>Files that were uploaded here, as bodies name them.</summary>
public static class OwnFiles
{
    private const string Prefix = "/files/";
    private const int MaxUrl = 200;

    /// <summary>Only pictures that were uploaded here, and so were checked: another address can show something else tomorrow.</summary>
    public static Check OwnPictures(this Check check, IReadOnlyList<string>? pictures, int max) =>
        check
            .Count(pictures, 0, max, "pictures")
            .Each(
                pictures,
                (each, url) =>
                    each.Picture(url, required: true)
                        .That(
                            url.Length <= MaxUrl && url.StartsWith(Prefix, StringComparison.Ordinal),
                            "url",
                            "请先上传图片",
                            "Upload the picture first"
                        ),
                "pictures"
            );
}
