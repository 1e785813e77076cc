using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Freight.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Pricing.Lanes;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Pricing;

/// <summary>Gathers what a price depends on, then calculates it.</summary>
internal sealed class Quotes(
    ISkuLookup skus,
    IShopSettings settings,
    IFreightTemplates freights,
    IEnumerable<IOfferSource> sources,
    IEnumerable<IPriceRuleSource> ruleSources,
    Balances balances
) : IQuotes
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
        var refusals = new List<(Refusal Refusal, Id? SkuId)>();
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
        var one = await Gather(request, inputs, cancellation);
        var quote = PriceCalculation.Calculate(one);
        refusals.AddRange(Undeliverable(one));
        refusals.AddRange(UnusableChoices(request.Choices, quote));
        var problems = refusals.Select(refused => new QuoteProblem(refused.Refusal.Code, refused.Refusal.Zh, refused.SkuId)).ToList();
        var known = one.Gifts.Where(gift => !found.ContainsKey(gift.Key)).Concat(found).ToDictionary(pair => pair.Key, pair => pair.Value);
        return new PricedOrder(
            quote with
            {
                Problems = problems,
            },
            known,
            ClaimsOf(inputs, quote),
            refusals.Select(refused => refused.Refusal).FirstOrDefault()
        );
    }

    private async Task<PriceCase> Gather(QuoteRequest request, IReadOnlyList<PricedInput> inputs, CancellationToken cancellation)
    {
        var shop = await settings.Of(request.ShopId, cancellation);
        var rules = new List<PriceRule>();
        foreach (var source in ruleSources)
        {
            rules.AddRange(await source.For(new RuleQuery(request.ShopId, request.MemberId, request.At), cancellation));
        }

        var gifts = rules.OfType<LadderRule>().SelectMany(rule => rule.Steps).Select(step => step.Gift);
        Id[] giftSkus = [.. gifts.Concat(rules.OfType<CouponRule>().Select(rule => rule.Gift)).OfType<Gift>().Select(gift => gift.SkuId)];
        return new PriceCase(inputs, await FreightOf(shop, request, inputs, cancellation))
        {
            Rules = rules,
            Gifts =
                giftSkus.Length == 0
                    ? new Dictionary<Id, SkuFacts>()
                    : await skus.Find(request.ShopId, [.. giftSkus.Distinct()], cancellation),
            Balances = await balances.Of(request.ShopId, request.MemberId, cancellation),
            Choices = request.Choices,
        };
    }

    /// <summary>
    /// A coupon that was chosen and does not count, by name; a balance that was chosen and is empty says so in the quote itself.
    /// </summary>
    private static IEnumerable<(Refusal, Id?)> UnusableChoices(Choices choices, Quote quote) =>
        (choices.CouponIds ?? [])
            .Where(id => !quote.Coupons.Any(coupon => coupon.CouponId == id && coupon.Used))
            .Select(id => quote.Coupons.FirstOrDefault(coupon => coupon.CouponId == id))
            .Select(coupon =>
                (
                    Refusal.Conflict(
                        "coupon_unusable",
                        coupon is null
                            ? "优惠券不存在或已使用"
                            : $"「{coupon.Label}」这次用不了{(coupon.Reason is { } why ? "：" + why : "")}",
                        "A chosen coupon cannot be used for this order"
                    ),
                    (Id?)null
                )
            );

    private async Task<FreightRule> FreightOf(
        ShopSettings shop,
        QuoteRequest request,
        IReadOnlyList<PricedInput> inputs,
        CancellationToken cancellation
    )
    {
        if (request.Delivery == Delivery.Pickup)
        {
            return FreightRule.Pickup;
        }

        Id[] templates = [.. inputs.Select(input => input.Sku.FreightTemplateId).OfType<Id>().Distinct()];
        var rule = new FreightRule(shop.FreightFen, shop.FreeFreightFromFen) { Province = request.Province };
        return templates.Length == 0 ? rule : rule with { Templates = await freights.Find(request.ShopId, templates, cancellation) };
    }

    /// <summary>Goods that are not sent to where the order goes.</summary>
    private static IEnumerable<(Refusal, Id?)> Undeliverable(PriceCase one) =>
        one
            .Inputs.Select(input => (input.Sku, Template: one.Freight.TemplateOf(input.Sku)))
            .Where(pair => pair.Template?.ZoneOf(one.Freight.Province).NoDelivery == true && one.Freight.Province is not null)
            .Select(pair =>
                (
                    Refusal.Conflict(
                        "no_delivery",
                        $"「{pair.Sku.Name}」不配送到{one.Freight.Province}",
                        $"{pair.Sku.Name} is not sent to this province"
                    ),
                    (Id?)pair.Sku.SkuId
                )
            );

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

    private static void AddIfAny(List<(Refusal, Id?)> refusals, Refusal? refusal, Id skuId)
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

    private static IEnumerable<(Refusal, Id?)> OverLimit(IEnumerable<PricedInput> inputs) =>
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
                    (Id?)sku.SkuId
                )
            );

    private static List<LineClaim> ClaimsOf(List<PricedInput> inputs, Quote quote)
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

        for (var i = inputs.Count; i < quote.Lines.Count; i++)
        {
            var gift = quote.Lines[i];
            claims.Add(new LineClaim(i, SkuFacts.StockPool(gift.SkuId), gift.Quantity, null, GiftGone(gift.Name)));
        }

        return claims;
    }

    private static Refusal GiftGone(string name) =>
        Refusal.Conflict(
            "gift_gone",
            $"赠品「{name}」刚刚送完，请重新确认订单",
            $"The gift {name} has just run out; look at the order again"
        );
}
