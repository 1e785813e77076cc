using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Growth.Rewards.Contracts;

/// <summary>Something that is given to a member: by a campaign, a recipe, a level or a member of staff.</summary>
/// <param name="Kind">The code of a handler, such as <c>coupon</c>, <c>points</c>, <c>red_packet</c>.</param>
/// <param name="Amount">In the kind's unit: fen, points, growth, or pieces; at least 1.</param>
/// <param name="RefId">What exactly, where the kind needs it: the coupon's template.</param>
public sealed record Reward(string Kind, long Amount, Id? RefId = null);

/// <summary>A reward on its way to a member.</summary>
/// <param name="SourceType">What caused it; with <paramref name="SourceId"/> unique per shop for ever, so that nothing is given twice.</param>
/// <param name="Why">One Chinese sentence that the member reads.</param>
public sealed record RewardGrant(Id ShopId, Id MemberId, Reward Reward, string SourceType, string SourceId, string Why);

/// <summary>Gives rewards of one kind, in the transaction of whatever caused them.</summary>
public interface IRewardHandler
{
    /// <summary>Stable, snake_case.</summary>
    string Kind { get; }

    Sentence Label { get; }

    /// <summary>Names the rows that giving needs.</summary>
    void Need(Stage stage, RewardGrant grant, World world, Needs needs);

    /// <summary>Gives it, or says why it cannot be given: nothing left, too many already, no such coupon.</summary>
    Refusal? Give(RewardGrant grant, World world, DateTimeOffset at);
}

/// <summary>The handlers by kind.</summary>
public sealed class RewardKinds(IEnumerable<IRewardHandler> handlers)
{
    private readonly Dictionary<string, IRewardHandler> byKind = handlers.ToDictionary(handler => handler.Kind, StringComparer.Ordinal);

    public IReadOnlyCollection<IRewardHandler> All => byKind.Values;

    public IRewardHandler? Find(string kind) => byKind.GetValueOrDefault(kind);
}
