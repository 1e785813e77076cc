using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

internal static class CampaignRefusals
{
    public static readonly Refusal Upcoming = Refusal.Conflict(
        "campaign_upcoming",
        "活动还没有开始，请到时再来",
        "The campaign has not started yet"
    );
    public static readonly Refusal Ended = Refusal.Conflict("campaign_ended", "活动已经结束了，看看别的商品吧", "The campaign is over");
    public static readonly Refusal Stopped = Refusal.Conflict("campaign_stopped", "活动已经停止", "The campaign has been stopped");
    public static readonly Refusal OfferUnknown = Refusal.Conflict(
        "offer_unknown",
        "这个优惠不存在或已失效",
        "This offer does not exist or has expired"
    );
    public static readonly Refusal OrderedAlone = Refusal.Conflict(
        "campaign_ordered_alone",
        "活动商品需要单独下单",
        "Campaign goods must be ordered on their own"
    );
    public static readonly Refusal EditedMeanwhile = Refusal.Conflict(
        "edited_meanwhile",
        "活动刚刚被别人修改过，请刷新后再试",
        "The campaign was edited meanwhile, please reload"
    );
    public static readonly Refusal NothingToPublish = Refusal.Conflict(
        "nothing_to_publish",
        "没有需要发布的修改",
        "There are no changes to publish"
    );

    /// <summary>Why nobody may take part now; null: the campaign runs.</summary>
    public static Refusal? WhyNotRunning(Campaign campaign, DateTimeOffset at) =>
        campaign.Status switch
        {
            CampaignStatus.Draft => Refusal.NotFound,
            CampaignStatus.Stopped => Stopped,
            _ when at < campaign.StartsAt => Upcoming,
            _ when at >= campaign.EndsAt => Ended,
            _ => null,
        };
}
