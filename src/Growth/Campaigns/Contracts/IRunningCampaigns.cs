using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>Shows what runs now to other parts of the console.</summary>
public interface IRunningCampaigns
{
    /// <summary>Campaigns that run now with their figures, those that end first first.</summary>
    Task<IReadOnlyList<ConsoleCampaignCard>> Running(Id shopId, int count, CancellationToken cancellation);
}

public enum ConsoleCampaignState
{
    Draft,
    Upcoming,
    Running,
    Ended,
    Stopped,
}

/// <summary>A campaign in the console's list.</summary>
/// <param name="Runs">Runs that were confirmed: teams whose leader paid.</param>
/// <param name="Joined">Places that were ever paid for, or taken where nothing is paid.</param>
/// <param name="PaidFen">Paid for the orders of its runs, refunds not taken off.</param>
public record ConsoleCampaignCard(
    Id Id,
    string Kind,
    string KindLabel,
    string Name,
    ConsoleCampaignState State,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    int Version,
    int Runs,
    int Succeeded,
    int Joined,
    Fen PaidFen
);
