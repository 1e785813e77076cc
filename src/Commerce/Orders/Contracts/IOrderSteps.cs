using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

/// <summary>The steps of an order after payment, for the endpoints of the order desk.</summary>
public interface IOrderSteps
{
    Task<Result<Id>> Ship(Id shopId, Id orderId, Shipment shipment, CancellationToken cancellation);

    /// <param name="memberId">Who says that the goods arrived; must be the buyer.</param>
    Task<Result<Id>> Receive(Id shopId, Id orderId, Id memberId, CancellationToken cancellation);

    Task<Result<Id>> Remark(Id shopId, Id orderId, string text, CancellationToken cancellation);
}

/// <param name="RecipientNo">Which recipient, from 1.</param>
/// <param name="Company">The carrier's name.</param>
public sealed record Shipment(int RecipientNo, string Company, string TrackingNo);
