using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Payments;

/// <param name="Paid">Nothing is left to pay.</param>
/// <param name="CashierUrl">The sandbox's cashier page; in a demonstration only.</param>
public sealed record PayResponse(bool Paid, string? OutTradeNo, JsapiPayment? Jsapi, string? CashierUrl);

/// <summary>Prepares the payment of an order. Repeated calls give the same prepayment while it is valid.</summary>
internal static class PayOrder
{
    private static readonly Refusal Closed = Refusal.Conflict("order_closed", "订单已关闭，请重新下单", "This order is closed");
    private static readonly Refusal Overdue = Refusal.Conflict(
        "payment_overdue",
        "已超过付款时间，订单即将关闭",
        "The time to pay is over"
    );
    private static readonly Refusal Repriced = Refusal.Conflict(
        "price_changed",
        "商家刚刚修改了价格，请看过后再付款",
        "The price was changed just now; look at it and pay again"
    );
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/orders/{id}/pay", Handle).RequireMember().WithName("PayOrder").WithTags("Orders").Produces<PayResponse>();

    private static async Task<IResult> Handle(
        MemberCaller caller,
        Id id,
        BanyanDb db,
        IPaymentChannel channel,
        IMemberLookup members,
        Commit commit,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var order = await db.Set<Order>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.MemberId == caller.MemberId, cancellation);
        if (order is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var part = await db.Set<PaymentPart>()
            .AsNoTracking()
            .Where(row => row.OrderId == id)
            .OrderBy(row => row.No)
            .FirstOrDefaultAsync(row => row.State == PaymentPartState.Waiting, cancellation);
        var now = clock.GetUtcNow();
        if (order.State == OrderState.Closed)
        {
            return Closed.ToHttp();
        }

        if (order.State != OrderState.Unpaid || part is null)
        {
            return Results.Ok(new PayResponse(true, null, null, null));
        }

        if (order.PayBefore is not { } expiresAt || expiresAt <= now)
        {
            return Overdue.ToHttp();
        }

        var prepayId = part.PrepayId is { } known && part.PrepayExpiresAt > now ? known : null;
        if (prepayId is null)
        {
            var openId = await members.OpenIdOf(caller.ShopId, caller.MemberId, cancellation);
            var wish = new PrepayOrder(part.OutTradeNo, Describe(order), part.AmountFen, openId ?? "", expiresAt);
            var prepared = await channel.Prepay(wish, cancellation);
            if (!prepared.IsOk)
            {
                return prepared.Refusal.ToHttp();
            }

            prepayId = prepared.Value;
            var keep = new KeepPrepayAct(id, part.Id, prepayId, expiresAt, channel.Name) { ShopId = caller.ShopId, At = now };
            var kept = await commit.Run(keep, cancellation);
            if (!kept.IsOk)
            {
                return kept.Refusal.ToHttp();
            }
        }

        var client = channel.Sign(prepayId, now);
        return Results.Ok(new PayResponse(false, part.OutTradeNo, client.Jsapi, client.CashierUrl));
    }

    private static string Describe(Order order)
    {
        const int max = 100;
        var first = order.Quote.Lines[0].Name;
        var text = order.Quote.Lines.Count == 1 ? first : $"{first} 等 {order.Quote.Lines.Count} 件商品";
        return text.Length > max ? text[..max] : text;
    }

    /// <summary>Remembers the prepayment and asks for a look at the channel later, because notifications get lost.</summary>
    private sealed class KeepPrepayAct(Id orderId, Id partId, string prepayId, DateTimeOffset expiresAt, string channel) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Order)
            {
                needs.Add(OrderRows.ById, ShopId, orderId);
                needs.Add(OrderRows.PartsOf, ShopId, orderId);
            }
        }

        public override Result<Done> Decide(World world)
        {
            var part = world.Many(OrderRows.PartsOf, ShopId, orderId).First(one => one.Id == partId);
            if (part.State != PaymentPartState.Waiting)
            {
                return part.State == PaymentPartState.Replaced ? Repriced : Closed;
            }

            world.Put(part with { PrepayId = prepayId, PrepayExpiresAt = expiresAt, Channel = channel });
            JobQueue.Enqueue(
                world,
                ShopId,
                CheckPayment.JobType,
                $"{CheckPayment.JobType}:{part.Id}",
                new CheckPaymentJob(orderId, part.OutTradeNo),
                At + FirstLook
            );
            return Done.Yes;
        }
    }
}
