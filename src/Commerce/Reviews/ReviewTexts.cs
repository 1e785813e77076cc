namespace Banyan.Commerce.Reviews;

/// <summary>What reviews may be made of.</summary>
internal static class ReviewTexts
{
    public static string SearchOf(params string?[] texts) => string.Join('\n', texts.OfType<string>()).ToLowerInvariant();
}
