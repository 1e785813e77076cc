using Banyan.Kernel;

namespace Banyan.Commerce.Payments.Contracts;

/// <summary>What stands behind the check of a notification's signature: also used by the demo seed, which has no channel.</summary>
public interface IPaymentConfirmation
{
    /// <param name="notice">Verified content: the caller has proved where it comes from.</param>
    /// <returns>What the money was used for, or a refusal: unknown number, another amount.</returns>
    Task<Result<PaymentUse>> Confirm(PaymentNotice notice, CancellationToken cancellation);
}
