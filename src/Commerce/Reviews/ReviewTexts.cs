using Banyan.Commerce.Reviews.Contracts;
using Banyan.Engines.Http;

namespace Banyan.Commerce.Reviews;

/// <summary>What reviews may be made of.</summary>
internal static class ReviewTexts
{
    private const string OwnFiles = "/files/";
    private const int MaxUrl = 200;

    /// <summary>Only pictures that were uploaded here, and so were checked: another address can show something else tomorrow.</summary>
    public static Check OwnPictures(this Check check, IReadOnlyList<string>? pictures) =>
        check
            .Count(pictures, 0, ReviewLimits.Pictures)
            .Each(
                pictures,
                (each, url) =>
                    each.Picture(url, required: true)
                        .That(
                            url.Length <= MaxUrl && url.StartsWith(OwnFiles, StringComparison.Ordinal),
                            "url",
                            "请先上传图片",
                            "Upload the picture first"
                        )
            );

    public static string SearchOf(params string?[] texts) => string.Join('\n', texts.OfType<string>()).ToLowerInvariant();
}
