namespace Banyan.Commerce.Payments.Contracts;

/// <summary>How the books name what payments post.</summary>
public static class PaymentPostings
{
    /// <summary>Balances held, spent and given back by orders; whatever else moves a balance was granted or taken away.</summary>
    public const string Balance = "order_balance";
}
