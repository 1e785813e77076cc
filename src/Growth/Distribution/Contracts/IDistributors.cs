using Banyan.Kernel;

namespace Banyan.Growth.Distribution.Contracts;

/// <summary>Joining and leaving, for the HTTP endpoints and the demo seed alike.</summary>
public interface IDistributors
{
    /// <summary>By the shop's rule at once, or after staff approve.</summary>
    Task<Result<Done>> Apply(Id shopId, Id memberId, CancellationToken cancellation);

    /// <summary>Free to leave; what was earned stays.</summary>
    Task<Result<Done>> Leave(Id shopId, Id memberId, CancellationToken cancellation);

    Task<Result<Done>> Approve(Id shopId, Id memberId, CancellationToken cancellation);

    Task<Result<Done>> Reject(Id shopId, Id memberId, string reason, CancellationToken cancellation);

    /// <summary>Earns nothing new; the books stay.</summary>
    Task<Result<Done>> Freeze(Id shopId, Id memberId, string reason, CancellationToken cancellation);

    Task<Result<Done>> Unfreeze(Id shopId, Id memberId, CancellationToken cancellation);
}
