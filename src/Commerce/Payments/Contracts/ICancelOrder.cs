using Banyan.Kernel;

namespace Banyan.Commerce.Payments.Contracts;

public interface ICancelOrder
{
    /// <summary>Closes the member's own unpaid order after asking the channel. Closed before: nothing happens.</summary>
    Task<Result<Id>> Cancel(Id shopId, Id orderId, Id memberId, CancellationToken cancellation);
}
