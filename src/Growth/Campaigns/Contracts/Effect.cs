using Banyan.Engines.Ledger;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>
/// What a decision wants done. A closed set (the constructor is private): kinds describe, the engine does, in the transaction of the act.
/// Pools, postings and jobs are reached by no other way, so a decision can be replayed, simulated and previewed for nothing.
/// </summary>
public abstract record Effect
{
    private Effect() { }

    /// <summary>
    /// Reserves in a pool. With an order in the act, it is held until the order is paid or closed; without, it is taken at once.
    /// </summary>
    /// <param name="Pool">A key from <see cref="CampaignPools"/>.</param>
    /// <param name="Quantity">At least 1.</param>
    public sealed record Claim(string Pool, long Quantity) : Effect
    {
        /// <summary>The pool is made with this total on first use, and raised to it when a newer version allows more.</summary>
        public long? Total { get; init; }

        /// <summary>What the member is told when too little is left and there is no other way.</summary>
        public Refusal? Refusal { get; init; }

        /// <summary>
        /// How the decision goes on when too little is left: another prize, less, nothing. It replaces the whole decision.
        /// </summary>
        public Func<Decision>? OrElse { get; init; }
    }

    /// <summary>Gives back everything that this campaign reserved for the order.</summary>
    public sealed record Release(Id OrderId) : Effect;

    /// <summary>Moves money, points or growth between accounts.</summary>
    public sealed record Post(Movement Movement) : Effect;

    /// <summary>The actor may now buy at this campaign's price: the answer sends them to the checkout.</summary>
    public sealed record Offer : Effect;

    /// <summary>Gives a member points or growth at the shop's cost.</summary>
    public sealed record Grant(Id MemberId, AccountUnit Unit, long Amount, string Explanation) : Effect;

    /// <summary>The act's own order is paid but may not be shipped yet.</summary>
    /// <param name="Text">Why, in Chinese, as the member and the warehouse read it.</param>
    public sealed record Hold(string Text) : Effect;

    /// <summary>A held order may be shipped. Done by a job: an act on a run never locks an order.</summary>
    public sealed record Fulfil(Id OrderId) : Effect;

    /// <summary>
    /// A paid order is paid back in full. Done by a job, once per order, and again when the channel closed the refund; an unpaid order
    /// closes by itself.
    /// </summary>
    public sealed record Refund(Id OrderId, string Reason) : Effect;

    /// <summary>The run gets an act of type <see cref="ActTypes.Deadline"/> at this time.</summary>
    public sealed record WakeAt(DateTimeOffset At) : Effect;

    /// <summary>Tells a participant something about the run, in Chinese.</summary>
    public sealed record Notify(Id MemberId, string Text) : Effect;

    /// <summary>Shows the run to everybody: from now on it is listed among the open runs.</summary>
    public sealed record Publish : Effect;

    /// <summary>
    /// Remembers a fact beside the run, found again by its key in <see cref="Act.Facts"/>. Not for counting: counting is claiming.
    /// </summary>
    /// <param name="Key">At most 80 characters.</param>
    /// <param name="Value">At most 2,000 characters.</param>
    public sealed record Save(string Key, string Value) : Effect;
}
