namespace Banyan.Growth.Sharing.Contracts;

/// <summary>Where a share was passed on. The names are part of the API; shop and console have a text for each.</summary>
public static class ShareChannels
{
    /// <summary>A chat with one person; what a share is when nothing else is said.</summary>
    public const string Friend = "friend";

    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        Friend,
        "group",
        "moments",
        "poster",
        "link",
        "article",
    };
}
