using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>Says whose customer a member is when an order is placed. The answer is frozen on the order.</summary>
public interface IAttributionSource
{
    /// <param name="shareCode">The share the member came by, if the client knows it.</param>
    Task<Attribution> Attribute(Id shopId, Id memberId, string? shareCode, DateTimeOffset at, CancellationToken cancellation);
}
