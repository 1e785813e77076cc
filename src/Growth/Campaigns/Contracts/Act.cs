using System.Text.Json;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>
/// One thing somebody does to a run. It carries its time and a snapshot of what is known about the actor, so that a decision asks nobody.
/// </summary>
/// <param name="Type">One of <see cref="ActTypes"/>, or a kind's own, such as <c>help</c>.</param>
/// <param name="RunId">The run, or the identity that a new run would get.</param>
/// <param name="Actor">Null when nobody did it: a deadline.</param>
public sealed record Act(string Type, Id RunId, CampaignFrame Campaign, Actor? Actor, DateTimeOffset At)
{
    /// <summary>The order that the act is about; only with the <c>order_…</c> types.</summary>
    public ActOrder? Order { get; init; }

    /// <summary>What the client sent along; untrusted, at most 4 KB.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>Facts saved before under the keys that the kind asked for.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}

/// <summary>The published version that the run belongs to.</summary>
public sealed record CampaignFrame(Id Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <param name="IsNew">Has never paid an order in this shop, as read just before the act; false where it was not read.</param>
public sealed record Actor(Id MemberId, bool IsNew = false);

/// <param name="PaidFen">What was paid for the line; zero before.</param>
public sealed record ActOrder(Id OrderId, Id SkuId, int Quantity, Fen PaidFen);

/// <summary>Acts that the engine itself gives to every kind.</summary>
public static class ActTypes
{
    /// <summary>A member starts a run.</summary>
    public const string Begin = "begin";

    /// <summary>A member takes part in another's run.</summary>
    public const string Join = "join";

    /// <summary>An order with the campaign's offer is being placed: everything scarce is claimed now. May be refused.</summary>
    public const string OrderPlaced = "order_placed";

    /// <summary>Cannot be refused: the money is here.</summary>
    public const string OrderPaid = "order_paid";

    /// <summary>Closed without payment.</summary>
    public const string OrderClosed = "order_closed";

    /// <summary>
    /// A closed order was paid late. Whatever it had claimed has been claimed again already, or the money would have gone back;
    /// <see cref="OrderPaid"/> follows unless this is refused.
    /// </summary>
    public const string OrderRevived = "order_revived";

    /// <summary>A refund of the whole line is under way.</summary>
    public const string OrderRefunding = "order_refunding";

    /// <summary>The whole line has been paid back.</summary>
    public const string OrderRefunded = "order_refunded";

    /// <summary>A refund that was under way did not take place.</summary>
    public const string OrderRefundClosed = "order_refund_closed";

    /// <summary>The time of <see cref="Effect.WakeAt"/> has come.</summary>
    public const string Deadline = "deadline";

    /// <summary>Staff stopped the campaign.</summary>
    public const string Stopped = "stopped";
}

/// <summary>Names of the pools that campaigns claim from.</summary>
public static class CampaignPools
{
    /// <summary>Places in one run.</summary>
    public static string Seats(Id runId) => $"run:{runId}:seats";

    /// <summary>The campaign's own stock of a SKU, beside the SKU's ordinary stock.</summary>
    public static string Sku(Id campaignId, Id skuId) => $"campaign:{campaignId}:sku:{skuId}";

    /// <summary>How many pieces one member may buy in the campaign.</summary>
    public static string Member(Id campaignId, Id memberId) => $"campaign:{campaignId}:member:{memberId}";

    /// <summary>How often one member may do something in the campaign, such as starting runs.</summary>
    public static string MemberActs(Id campaignId, Id memberId, string what) => $"campaign:{campaignId}:member:{memberId}:{what}";
}
