using Banyan.Kernel;

namespace Banyan.Commerce.Carts.Contracts;

/// <summary>What other modules may do to a member's cart.</summary>
public interface ICartLines
{
    /// <summary>Takes ordered SKUs out of the cart; those not in it are ignored.</summary>
    Task Remove(Id shopId, Id memberId, IReadOnlyCollection<Id> skuIds, CancellationToken cancellation);
}
