using Banyan.Kernel;

namespace Banyan.Commerce.Carts.Contracts;

/// <summary>What other modules may do to a member's cart.</summary>
public interface ICartLines
{
    /// <summary>Takes ordered SKUs out of the cart; those not in it are ignored.</summary>
    Task Remove(Id shopId, Id memberId, IReadOnlyCollection<Id> skuIds, CancellationToken cancellation);

    /// <summary>Puts so many pieces of a SKU into the cart, chosen; a line that is there already has so many from now on.</summary>
    /// <returns>Why not; null: it is there.</returns>
    Task<Refusal?> Put(Id shopId, Id memberId, Id skuId, int quantity, CancellationToken cancellation);
}
