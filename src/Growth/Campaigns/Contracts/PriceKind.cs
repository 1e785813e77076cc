using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>The run of a kind that has none.</summary>
public sealed record NoRun : IRunState
{
    public RunStatus Status => RunStatus.Succeeded;
}

/// <summary>A campaign that only lowers prices: no runs, no acts; its rules join the price calculation while it runs.</summary>
public abstract class PriceKind<TConfig> : CampaignKind<TConfig, NoRun>
    where TConfig : class, new()
{
    public sealed override bool IsPriceOnly => true;

    public sealed override Decision<NoRun> Decide(TConfig config, NoRun? run, Act act, Chance chance) => Refusal.NotFound;

    public sealed override IReadOnlyList<Participant> Participants(NoRun run) => [];

    public sealed override RunSize SizeOf(TConfig config, NoRun? run) => new(0, 0);
}
