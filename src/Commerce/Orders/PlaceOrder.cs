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
    IAddressBook addresses,
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
    private static readonly Refusal NoAddress = Refusal.Invalid("addressId", "请选择收货地址", "Choose a delivery address");
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public async Task<Result<Id>> Place(MemberCaller caller, PlaceOrderBody body, IdempotencyHeader header, CancellationToken cancellation)
    {
        if ((QuoteLines.Check(body.Lines) ?? Check.Body().Text(body.Remark, 0, MaxRemark).ToRefusal()) is { } invalid)
        {
            return invalid;
        }

        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal;
        }

        var address = await addresses.Find(caller.ShopId, caller.MemberId, body.AddressId, cancellation);
        if (address is null)
        {
            return await UnlessPlacedBefore(caller.ShopId, key.Value, NoAddress, cancellation);
        }

        var wish = new OrderWish(caller.ShopId, caller.MemberId, body.Lines, address)
        {
            Remark = body.Remark?.Trim() ?? "",
            ShareCode = body.ShareCode,
            Key = key.Value,
        };
        var placed = await Place(wish, cancellation);
        if (placed.IsOk && body.FromCart)
        {
            await cart.Remove(caller.ShopId, caller.MemberId, [.. body.Lines.Select(line => line.SkuId)], cancellation);
        }

        return placed;
    }

    public async Task<Result<Id>> Place(OrderWish wish, CancellationToken cancellation)
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
    private Task<Result<Id>> UnlessPlacedBefore(Id shopId, ActKey key, Refusal refusal, CancellationToken cancellation) =>
        commit.Run(
            new RefuseOrderAct(refusal)
            {
                ShopId = shopId,
                At = clock.GetUtcNow(),
                Key = key,
            },
            cancellation
        );

    private async Task<Result<PlaceOrderAct>> Prepare(OrderWish wish, CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        var priced = await quotes.Price(new QuoteRequest(wish.ShopId, wish.MemberId, wish.Lines, at), cancellation);
        if (!priced.IsOk)
        {
            return priced.Refusal;
        }

        if (priced.Value.FirstProblem is { } problem)
        {
            return problem;
        }

        var orderId = ids.Next();
        var quote = priced.Value.Quote;
        var draft = new OrderDraft(wish.ShopId, orderId, wish.MemberId, quote, wish.ShareCode, at);
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

        var attribution = Attribution.Nobody;
        foreach (var source in attributions)
        {
            attribution = await source.Attribute(wish.ShopId, wish.MemberId, wish.ShareCode, at, cancellation);
        }

        var shop = await settings.Of(wish.ShopId, cancellation);
        var frame = new OrderFrame(orderId, attribution, at, at.AddMinutes(shop.OrderCloseMinutes));
        var rows = NewOrder.From(wish, quote, priced.Value.Skus, frame, ids);
        var act = new PlaceOrderAct(rows, priced.Value.Claims, [.. participants.Zip(prepared)])
        {
            ShopId = wish.ShopId,
            At = at,
            Key = wish.Key,
        };
        return act;
    }
}
