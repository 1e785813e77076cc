using Banyan.Kernel;

namespace Banyan.Commerce.Members.Contracts;

/// <summary>How far a member is as a distributor.</summary>
public enum DistributorStatus
{
    None,
    Applied,
    Active,
    Frozen,
    Left,
}

/// <summary>Tells what higher rings know of members. Set-based: one call for a page of members.</summary>
public interface IMemberStanding
{
    /// <returns>Only members that are something other than <see cref="DistributorStatus.None"/>.</returns>
    Task<IReadOnlyDictionary<Id, DistributorStatus>> DistributorStatusOf(
        Id shopId,
        IReadOnlyCollection<Id> memberIds,
        CancellationToken cancellation
    );
}
