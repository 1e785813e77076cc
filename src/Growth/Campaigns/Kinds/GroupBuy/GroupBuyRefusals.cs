using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Kinds.GroupBuy;

internal static class GroupBuyRefusals
{
    public static readonly Refusal TeamFull = Refusal.Conflict(
        "team_full",
        "这个团已经满员了，您可以自己开一个团",
        "This team is full; you can start one of your own"
    );
    public static readonly Refusal TeamSucceeded = Refusal.Conflict(
        "team_succeeded",
        "这个团已经拼成了，您可以自己开一个团",
        "This team has been completed; you can start one of your own"
    );
    public static readonly Refusal TeamFailed = Refusal.Conflict(
        "team_failed",
        "这个团已经结束，没有拼成",
        "This team is over, it was not completed"
    );
    public static readonly Refusal TeamNotOpen = Refusal.Conflict(
        "team_not_open",
        "团长还没有付款，暂时不能参团",
        "The leader has not paid yet, the team is not open"
    );
    public static readonly Refusal AlreadyInTeam = Refusal.Conflict(
        "already_in_team",
        "您已经在这个团里了，邀请好友一起来吧",
        "You are in this team already; invite your friends"
    );
    public static readonly Refusal PayFirst = Refusal.Conflict(
        "pay_first",
        "您在这个团里还有一笔待付款的订单，请先付款",
        "You have an unpaid order in this team, please pay it first"
    );
    public static readonly Refusal NewMembersOnly = Refusal.Conflict(
        "new_members_only",
        "这个团只欢迎没有在本店买过的新朋友，您可以自己开一个团",
        "Only people new to this shop can join this team; you can start one of your own"
    );
    public static readonly Refusal NotInOffer = Refusal.Conflict(
        "not_in_offer",
        "这个规格没有参加拼团",
        "This variant is not part of the group buy"
    );
    public static readonly Refusal CampaignSoldOut = Refusal.Conflict(
        "campaign_sold_out",
        "拼团名额已经抢完了",
        "The group-buy stock is sold out"
    );

    public static Refusal BuyLimit(int limit) =>
        Refusal.Conflict("buy_limit", $"每人限购 {limit} 件，您已达到上限", $"Each member may buy {limit}; you have reached the limit");

    public static Refusal TeamLimit(int limit) =>
        Refusal.Conflict(
            "team_limit",
            $"每人最多开 {limit} 个团，您已达到上限",
            $"Each member may start {limit} teams; you have reached the limit"
        );
}
