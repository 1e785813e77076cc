using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Payments;

/// <summary>
/// Changes the price of an unpaid order. The channel is asked first, as when closing: a payment already made wins. What was prepared is
/// closed there, and the new amount gets a number of its own, because the channel never takes another amount under a known one.
/// </summary>
internal sealed class ChangePrice(
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    OpenPrepayments prepayments,
    IEnumerable<IOrderParticipant> participants,
    TimeProvider clock
) : IChangePrice
{
    private const int MaxTries = 3;
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public async Task<Result<Id>> Change(StaffCaller caller, Id orderId, PriceWish wish, CancellationToken cancellation)
    {
        // Looked at before the channel is: a wish that cannot be granted must not break off a payment under way.
        if (await Hindrance(caller.ShopId, orderId, wish, cancellation) is { } hindrance)
        {
            return hindrance;
        }

        for (var attempt = 1; ; attempt++)
        {
            var changed = await TryChange(caller, orderId, wish, cancellation);
            if (changed.Refusal != OpenPrepayments.BeingPaid || attempt == MaxTries)
            {
                return changed;
            }
        }
    }

    private async Task<Refusal?> Hindrance(Id shopId, Id orderId, PriceWish wish, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation);
        var order = await db.Set<Order>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == orderId, cancellation);
        var lines = await db.Set<OrderLine>().AsNoTracking().Where(row => row.OrderId == orderId).ToListAsync(cancellation);
        return order is null
            ? Refusal.NotFound
            : ChangePriceAct.Hindrance(order, wish, clock.GetUtcNow()) ?? PriceChange.Of(order, lines, wish).Refusal;
    }

    private async Task<Result<Id>> TryChange(StaffCaller caller, Id orderId, PriceWish wish, CancellationToken cancellation)
    {
        var shut = await prepayments.Shut(caller.ShopId, orderId, cancellation);
        if (!shut.IsOk)
        {
            return shut.Refusal;
        }

        var act = new ChangePriceAct(orderId, new PriceOrder(caller, wish, shut.Value), participants)
        {
            ShopId = caller.ShopId,
            At = clock.GetUtcNow(),
        };
        var changed = await commit.Run(act, cancellation);
        return changed.IsOk && changed.Value.Refusal is { } refusal ? refusal : changed.Map(_ => orderId);
    }
}

/// <param name="Shut">Numbers under which the channel takes no money any more.</param>
internal sealed record PriceOrder(StaffCaller Caller, PriceWish Wish, IReadOnlyCollection<string> Shut);

/// <param name="Refusal">Why the price stays although the number was renewed; null: it was changed.</param>
internal sealed record PriceAnswer(Refusal? Refusal);

internal sealed class ChangePriceAct(Id orderId, PriceOrder wanted, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<PriceAnswer>(orderId, participants)
{
    private static readonly Refusal Closed = Refusal.Conflict("order_closed", "订单已关闭，不能改价", "This order is closed");
    private static readonly Refusal Overdue = Refusal.Conflict(
        "payment_overdue",
        "已超过付款时间，订单即将关闭",
        "The time to pay is over"
    );

    private static readonly Refusal SeveralParts = Refusal.Conflict(
        "several_payments",
        "分次付款的订单不能改价",
        "The price of an order paid in several parts cannot be changed"
    );

    public static Refusal? Hindrance(Order order, PriceWish wish, DateTimeOffset at) =>
        order.State == OrderState.Closed ? Closed
        : order.State != OrderState.Unpaid ? OpenPrepayments.AlreadyPaid
        : order.PayBefore <= at ? Overdue
        : order.Version != wish.Version ? OrderEdits.ChangedMeanwhile
        : null;

    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) =>
        [new OrderRepriced(order, lines, At)];

    public override Result<PriceAnswer> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        var parts = world.Many(OrderRows.PartsOf, ShopId, OrderId);
        var open = parts.Where(one => one.State == PaymentPartState.Waiting).ToList();
        if (open.Exists(one => one.PrepayId is not null && !wanted.Shut.Contains(one.OutTradeNo)))
        {
            // Prepared since the channel was asked: somebody stands at the cashier.
            return OpenPrepayments.BeingPaid;
        }

        if (open.Count > 1)
        {
            return SeveralParts;
        }

        var lines = LinesIn(world);
        var repriced = Hindrance(order, wanted.Wish, At) is { } hindrance ? hindrance : PriceChange.Of(order, lines, wanted.Wish);
        if (open.Count == 1 && (repriced.IsOk || open[0].PrepayId is not null))
        {
            Replace(world, open[0], repriced.IsOk ? repriced.Value.Order : order, parts.Count + 1);
        }

        if (!repriced.IsOk)
        {
            // Its number was closed at the channel a moment ago: the buyer must be able to pay by another, whatever becomes of the price.
            return new PriceAnswer(repriced.Refusal);
        }

        Put(world, order, repriced.Value);
        return Tell(world, new OrderRepriced(repriced.Value.Order, LinesIn(world), At)) is { } refusal ? refusal : new PriceAnswer(null);
    }

    private static void Replace(World world, PaymentPart old, Order order, int no)
    {
        world.Put(old with { State = PaymentPartState.Replaced });
        world.Put(
            new PaymentPart
            {
                ShopId = old.ShopId,
                Id = world.NextId(),
                OrderId = old.OrderId,
                No = no,
                Label = old.Label,
                AmountFen = order.Quote.CashFen,
                OutTradeNo = $"{order.No}P{no}",
            }
        );
    }

    private void Put(World world, Order before, Repriced repriced)
    {
        world.Put(repriced.Order);
        foreach (var line in repriced.Lines)
        {
            world.Put(line);
        }

        var freight =
            before.FreightFen == repriced.Order.FreightFen
                ? ""
                : $"，运费 {before.FreightFen.ToYuan()} → {repriced.Order.FreightFen.ToYuan()}";
        var detail = $"应付 {before.PayableFen.ToYuan()} → {repriced.Order.PayableFen.ToYuan()}{freight}，{wanted.Wish.Reason}";
        OrderEdits.Note(world, before, wanted.Caller, (OrderEditKind.PriceChanged, detail, At));
    }
}
