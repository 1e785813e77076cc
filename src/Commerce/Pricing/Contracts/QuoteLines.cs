using Banyan.Kernel;

namespace Banyan.Commerce.Pricing.Contracts;

/// <summary>What lines of a wish must look like.</summary>
public static class QuoteLines
{
    public static Refusal? Check(IReadOnlyList<QuoteLineInput>? lines)
    {
        var check = Engines
            .Http.Check.Body()
            .Count(lines, 1, QuoteLimits.MaxLines)
            .Each(lines, (each, line) => each.Number(line.Quantity, 1, QuoteLimits.MaxQuantity));
        if (check.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        return lines!.DistinctBy(line => (line.SkuId, line.OfferRef)).Count() == lines!.Count
            ? null
            : Refusal.Invalid("lines", "同一规格请合并为一行", "The same SKU appears twice");
    }

    /// <summary>What the choices at the checkout must look like.</summary>
    public static Refusal? Check(Choices? choices) =>
        Engines
            .Http.Check.Body()
            .Count(choices?.CouponIds ?? [], 0, QuoteLimits.MaxCoupons)
            .Count(choices?.Tenders ?? [], 0, QuoteLimits.MaxTenders)
            .ToRefusal();
}
