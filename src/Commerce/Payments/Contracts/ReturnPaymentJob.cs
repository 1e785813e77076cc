using Banyan.Kernel;

namespace Banyan.Commerce.Payments.Contracts;

/// <summary>Asks after-sales to give back a payment that came too late or twice.</summary>
public sealed record ReturnPaymentJob(Id PaymentId, Id OrderId)
{
    public const string Type = "return-payment";
}
