using Banyan.Commerce.Carts.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>Places an order: quotes it, lets participants prepare, and claims everything in one transaction.</summary>
internal sealed class PlaceOrder(
    IQuotes quotes,
    Destinations destinations,
    PhoneVault vault,
    ICartLines cart,
    IShopSettings settings,
    IEnumerable<IAttributionSource> attributions,
    IEnumerable<IOrderParticipant> participants,
    Commit commit,
    IIdSource ids,
    TimeProvider clock
) : IPlaceOrder
{
    private const int MaxRemark = 200;
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public async Task<Result<PlacedOrder>> Place(
        MemberCaller caller,
        PlaceOrderBody body,
        IdempotencyHeader header,
        CancellationToken cancellation
    )
    {
        if (
            (
                QuoteLines.Check(body.Lines)
                ?? QuoteLines.Check(body.Choices)
                ?? Check.Body().Text(body.Remark, 0, MaxRemark).ToRefusal()
                ?? InvoiceCheck.Problem(body.Invoice)
            ) is
            { } invalid
        )
        {
            return invalid;
        }

        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal;
        }

        var destination = await destinations.Find(caller, body, cancellation);
        if (!destination.IsOk)
        {
            return await UnlessPlacedBefore(caller.ShopId, key.Value, destination.Refusal, cancellation);
        }

        var wish = new OrderWish(caller.ShopId, caller.MemberId, body.Lines, destination.Value.Address)
        {
            Pickup = destination.Value.Pickup,
            Remark = body.Remark?.Trim() ?? "",
            ShareCode = body.ShareCode,
            Invoice = InvoiceCheck.Clean(body.Invoice),
            Key = key.Value,
            Choices = body.Choices ?? Choices.Default,
            SeenPayableFen = body.SeenPayableFen,
        };
        var placed = await Place(wish, cancellation);
        if (placed.IsOk && body.FromCart)
        {
            await cart.Remove(caller.ShopId, caller.MemberId, [.. body.Lines.Select(line => line.SkuId)], cancellation);
        }

        return placed;
    }

    public async Task<Result<PlacedOrder>> Place(OrderWish wish, CancellationToken cancellation)
    {
        var prepared = await Prepare(wish, cancellation);
        return prepared.IsOk ? await commit.Run(prepared.Value, cancellation)
            : wish.Key is { } key ? await UnlessPlacedBefore(wish.ShopId, key, prepared.Refusal, cancellation)
            : prepared.Refusal;
    }

    /// <summary>
    /// The order may be there already, its answer lost on the way: what it took itself (the last piece, the last seat) must not refuse
    /// its own retry.
    /// </summary>
    private Task<Result<PlacedOrder>> UnlessPlacedBefore(Id shopId, ActKey key, Refusal refusal, CancellationToken cancellation) =>
        commit.Run(
            new RefuseOrderAct(refusal)
            {
                ShopId = shopId,
                At = clock.GetUtcNow(),
                Key = key,
            },
            cancellation
        );

    private static Refusal PriceChanged(Fen payable) =>
        Refusal.Conflict(
            "price_changed",
            $"价格刚刚变了，现在应付 {payable.ToYuan()}，请再确认一次",
            $"The price has just changed to {payable.ToYuan()}; look at the order again"
        );

    /// <summary>What goes somewhere needs to know where. Where somebody lives is nothing to keep when nothing goes there.</summary>
    private static Result<OrderWish> Sent(OrderWish wish, Quote quote) =>
        quote.IsVirtual ? wish with { IsVirtual = true, Address = null, Pickup = null }
        : wish.Address is null && wish.Pickup is null ? Destinations.NoAddress
        : wish;

    private async Task<Attribution> AttributionOf(OrderWish wish, DateTimeOffset at, CancellationToken cancellation)
    {
        var attribution = Attribution.Nobody;
        foreach (var source in attributions)
        {
            attribution = await source.Attribute(wish.ShopId, wish.MemberId, wish.ShareCode, at, cancellation);
        }

        return attribution;
    }

    private async Task<Result<PlaceOrderAct>> Prepare(OrderWish wish, CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        var request = new QuoteRequest(wish.ShopId, wish.MemberId, wish.Lines, at)
        {
            Choices = wish.Choices,
            Delivery = wish.Delivery,
            Province = wish.Address?.Province,
        };
        var priced = await quotes.Price(request, cancellation);
        if (!priced.IsOk)
        {
            return priced.Refusal;
        }

        if (priced.Value.FirstProblem is { } problem)
        {
            return problem;
        }

        var sent = Sent(wish, priced.Value.Quote);
        if (!sent.IsOk)
        {
            return sent.Refusal;
        }

        wish = sent.Value;
        if (wish.SeenPayableFen is { } seen && seen != priced.Value.Quote.PayableFen)
        {
            return PriceChanged(priced.Value.Quote.PayableFen);
        }

        var orderId = ids.Next();
        var quote = priced.Value.Quote;
        var attribution = await AttributionOf(wish, at, cancellation);
        var draft = new OrderDraft(wish.ShopId, orderId, wish.MemberId, quote, attribution, at) { Pickup = wish.Pickup };
        var prepared = new List<object?>();
        foreach (var participant in participants)
        {
            var part = await participant.Prepare(draft, cancellation);
            if (!part.IsOk)
            {
                return part.Refusal;
            }

            prepared.Add(part.Value);
        }

        var shop = await settings.Of(wish.ShopId, cancellation);
        var phone = PhoneNumber.IsValid(wish.ReceiverPhone) ? await vault.IndexOf(wish.ShopId, wish.ReceiverPhone, cancellation) : null;
        var frame = new OrderFrame(orderId, attribution, at, at.AddMinutes(shop.OrderCloseMinutes), phone);
        var rows = NewOrder.From(wish, quote, priced.Value.Skus, frame, ids);
        IReadOnlyList<LineClaim> claims = [.. priced.Value.Claims, .. MemberLimits.Claims(wish.MemberId, quote, priced.Value.Skus)];
        var act = new PlaceOrderAct(rows, claims, [.. participants.Zip(prepared)])
        {
            ShopId = wish.ShopId,
            At = at,
            Key = wish.Key,
        };
        return act;
    }
}
