using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Commit;

/// <summary>
/// One thing somebody does: names the rows it needs stage by stage, then decides in memory. Commit runs many acts in one transaction.
/// A decision does no I/O and takes time and chance from the act, so that it can be replayed.
/// </summary>
public abstract class Act
{
    /// <summary>The shop; its hash chooses the lane.</summary>
    public required Id ShopId { get; init; }

    /// <summary>When it happens, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Set where the caller may send the same thing twice: the second time gets the first answer.</summary>
    public ActKey? Key { get; init; }

    /// <summary>
    /// The job that this act carries out: it is marked done in the same transaction, and an act whose job is done does nothing.
    /// </summary>
    public Id JobId { get; init; }

    /// <summary>
    /// A slice of bulk work (grants to everybody, an import), at most 500 rows: it stands behind what people wait for, and only a few
    /// such acts share a batch.
    /// </summary>
    public virtual bool IsBulk => false;

    /// <summary>
    /// Names the rows this act needs in <paramref name="stage"/>. Called once per stage in order; the world holds what earlier stages
    /// loaded.
    /// Needs should follow from facts that do not change; a decision that asks for a row nobody named is run again in the next batch.
    /// </summary>
    public abstract void Need(Stage stage, World world, Needs needs);

    internal abstract object? RunDecision(World world, out Refusal? refusal);

    internal abstract Type ResultType { get; }
}

/// <summary>An act and the type of its answer, which must survive JSON when <see cref="Act.Key"/> is set.</summary>
public abstract class Act<TResult> : Act
{
    /// <summary>Pure: reads and puts rows of <paramref name="world"/>. When it refuses, nothing of what it put remains.</summary>
    public abstract Result<TResult> Decide(World world);

    internal override Type ResultType => typeof(TResult);

    internal override object? RunDecision(World world, out Refusal? refusal)
    {
        var result = Decide(world);
        refusal = result.Refusal;
        return result.IsOk ? result.Value : default(object);
    }
}

/// <summary>
/// Names one intention of one actor. The same key with the same request gives the same answer; with another request it is refused.
/// </summary>
/// <param name="Actor">Who, such as <c>member:42</c>.</param>
/// <param name="ClientKey">What the client sent as Idempotency-Key, at most 80 characters.</param>
/// <param name="RequestHash">Hash of route and body.</param>
public sealed record ActKey(string Actor, string ClientKey, string RequestHash)
{
    public override string ToString() => $"{Actor}:{ClientKey}";
}
