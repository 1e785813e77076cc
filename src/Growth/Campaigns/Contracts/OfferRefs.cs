using System.Globalization;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>What an order line carries to say which campaign's price it wants, and in which run.</summary>
/// <param name="RunId">Null: the order starts a run.</param>
public sealed record OfferRef(Id CampaignId, Id? RunId)
{
    public const string Prefix = "campaign";

    public override string ToString() => RunId is { } run ? $"{Prefix}:{CampaignId}:{run}" : $"{Prefix}:{CampaignId}";

    /// <summary>Null when the text is no reference of ours.</summary>
    public static OfferRef? Parse(string? text)
    {
        var parts = (text ?? "").Split(':');
        if (parts.Length is not (2 or 3) || parts[0] != Prefix || !Id.TryParse(parts[1], CultureInfo.InvariantCulture, out var campaign))
        {
            return null;
        }

        if (parts.Length == 2)
        {
            return new OfferRef(campaign, null);
        }

        return Id.TryParse(parts[2], CultureInfo.InvariantCulture, out var run) ? new OfferRef(campaign, run) : null;
    }
}
