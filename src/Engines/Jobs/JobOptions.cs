namespace Banyan.Engines.Jobs;

/// <summary>How a node takes its share of the jobs.</summary>
/// <param name="MaxTaken">Jobs taken at once at most.</param>
/// <param name="MaxParallel">Handlers that run side by side.</param>
public sealed record JobOptions(int MaxTaken = 64, int MaxParallel = 16);
