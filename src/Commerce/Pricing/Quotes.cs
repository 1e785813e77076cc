using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing;

/// <summary>Gathers what a price depends on, then calculates it.</summary>
internal sealed class Quotes(ISkuLookup skus, IShopSettings settings, IEnumerable<IOfferSource> sources) : IQuotes
{
    private readonly Dictionary<string, IOfferSource> sources = sources.ToDictionary(source => source.Prefix, StringComparer.Ordinal);

    public async Task<Result<PricedOrder>> Price(QuoteRequest request, CancellationToken cancellation)
    {
        var found = await skus.Find(request.ShopId, [.. request.Lines.Select(line => line.SkuId).Distinct()], cancellation);
        if (request.Lines.Any(line => !found.ContainsKey(line.SkuId)))
        {
            return Refusal.NotFound;
        }

        var inputs = new List<PricedInput>();
        var refusals = new List<(Refusal Refusal, Id SkuId)>();
        foreach (var line in request.Lines)
        {
            var sku = found[line.SkuId];
            Offer? offer = null;
            if (line.OfferRef is { Length: > 0 })
            {
                var offered = await Find(request, line, cancellation);
                offer = offered.IsOk ? offered.Value : null;
                AddIfAny(refusals, offered.Refusal, line.SkuId);
            }

            AddIfAny(refusals, ProblemOf(sku, line.Quantity), line.SkuId);
            inputs.Add(new PricedInput(sku, line.Quantity, offer));
        }

        refusals.AddRange(OverLimit(inputs));
        var shop = await settings.Of(request.ShopId, cancellation);
        var problems = refusals.Select(refused => new QuoteProblem(refused.Refusal.Code, refused.Refusal.Zh, refused.SkuId)).ToList();
        var quote = PriceCalculation.Calculate(inputs, new FreightRule(shop.FreightFen, shop.FreeFreightFromFen), problems);
        return new PricedOrder(quote, found, ClaimsOf(inputs), refusals.Select(refused => refused.Refusal).FirstOrDefault());
    }

    private async Task<Result<Offer>> Find(QuoteRequest request, QuoteLineInput line, CancellationToken cancellation)
    {
        var reference = line.OfferRef!;
        var prefix = reference.Split(':', 2)[0];
        if (!sources.TryGetValue(prefix, out var source))
        {
            return OfferUnknown;
        }

        return await source.Find(
            new OfferQuery(request.ShopId, request.MemberId, reference, line.SkuId, line.Quantity, request.At),
            cancellation
        );
    }

    private static readonly Refusal OfferUnknown = Refusal.Conflict(
        "offer_unknown",
        "这个优惠不存在或已失效",
        "This offer does not exist or has expired"
    );

    private static void AddIfAny(List<(Refusal, Id)> refusals, Refusal? refusal, Id skuId)
    {
        if (refusal is not null)
        {
            refusals.Add((refusal, skuId));
        }
    }

    private static Refusal? ProblemOf(SkuFacts sku, int quantity) =>
        !sku.IsOnSale ? Refusal.Conflict("off_shelf", $"「{sku.Name}」已下架", $"{sku.Name} is no longer on sale")
        : sku.Left < quantity ? SoldOut(sku)
        : null;

    private static Refusal SoldOut(SkuFacts sku) =>
        Refusal.Conflict("sold_out", $"「{sku.Name}」来晚一步，库存不够了", $"{sku.Name} is sold out or short of stock");

    private static IEnumerable<(Refusal, Id)> OverLimit(IEnumerable<PricedInput> inputs) =>
        inputs
            .GroupBy(input => input.Sku.ProductId)
            .Where(group => group.First().Sku.LimitPerOrder is { } limit && group.Sum(input => input.Quantity) > limit)
            .Select(group => group.First().Sku)
            .Select(sku =>
                (
                    Refusal.Conflict(
                        "over_limit",
                        $"「{sku.Name}」每单限购 {sku.LimitPerOrder} 件",
                        $"{sku.Name}: at most {sku.LimitPerOrder} per order"
                    ),
                    sku.SkuId
                )
            );

    private static List<LineClaim> ClaimsOf(List<PricedInput> inputs)
    {
        var claims = new List<LineClaim>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var (sku, quantity, offer) = inputs[i];
            claims.Add(new LineClaim(i, SkuFacts.StockPool(sku.SkuId), quantity, null, SoldOut(sku)));
            foreach (var claim in offer?.Claims ?? [])
            {
                claims.Add(new LineClaim(i, claim.PoolKey, claim.Quantity, claim.NewPoolTotal, claim.Refusal));
            }
        }

        return claims;
    }
}
