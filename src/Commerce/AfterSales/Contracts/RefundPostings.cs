namespace Banyan.Commerce.AfterSales.Contracts;

/// <summary>How the books name what refunds post.</summary>
public static class RefundPostings
{
    /// <summary>Money that went back through the channel; the source id is <see cref="Refund.No"/>.</summary>
    public const string Cash = "refund";
}
