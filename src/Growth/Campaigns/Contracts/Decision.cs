using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>How a run stands.</summary>
public enum RunStatus
{
    Open,
    Succeeded,
    Failed,
}

/// <summary>What every kind's run record can say of itself.</summary>
public interface IRunState
{
    RunStatus Status { get; }
}

/// <summary>What follows from an act: the run as it is after, and effects; or a refusal.</summary>
public abstract record Decision
{
    private protected Decision(Refusal? refusal, IReadOnlyList<Effect> effects) => (Refusal, Effects) = (refusal, effects);

    public Refusal? Refusal { get; }

    public IReadOnlyList<Effect> Effects { get; }

    /// <summary>The run after the act; null: there is no run to write (the actor is only sent to the checkout).</summary>
    public abstract IRunState? State { get; }
}

/// <inheritdoc cref="Decision"/>
public sealed record Decision<TRun> : Decision
    where TRun : class, IRunState
{
    public Decision(TRun? run, params IReadOnlyList<Effect> effects)
        : base(null, effects) => Run = run;

    private Decision(Refusal refusal)
        : base(refusal, []) { }

    public TRun? Run { get; }

    public override IRunState? State => Run;

    public static implicit operator Decision<TRun>(Refusal refusal) => new(refusal);
}
