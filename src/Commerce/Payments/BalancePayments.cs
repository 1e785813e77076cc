using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Payments;

/// <summary>
/// Balances that pay for orders, through an order's life: held when it is placed, spent when it is paid, given back when it is closed or
/// refunded.
/// </summary>
internal sealed class BalancePayments(IEnumerable<Tender> tenders) : IOrderParticipant
{
    private readonly Dictionary<string, Tender> tenders = tenders.ToDictionary(tender => tender.Code, StringComparer.Ordinal);

    public Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation) =>
        Task.FromResult<Result<object?>>((object?)null);

    public void Need(Stage stage, OrderEvent happening, World world, Needs needs)
    {
        if (stage != Stage.Account)
        {
            return;
        }

        foreach (var (tender, _) in UsedBy(happening.Order))
        {
            Ledger.Need(needs, happening.ShopId, tender.Account.Of(happening.Order.MemberId));
            Ledger.Need(needs, happening.ShopId, tender.Held.Of(happening.Order.MemberId));
        }
    }

    public Refusal? On(OrderEvent happened, World world)
    {
        switch (happened)
        {
            case OrderPlaced or OrderRevived:
                return Hold(happened, world);
            case OrderPaid:
                Move(happened, world, (tender, member) => (tender.Held.Of(member), tender.Shop.OfShop()), "支付订单");
                break;
            case OrderClosed:
                Move(happened, world, (tender, member) => (tender.Held.Of(member), tender.Account.Of(member)), "订单关闭，余额退回");
                break;
            case OrderRefundChanged { Change: RefundChange.Succeeded } refunded:
                GiveBack(refunded, world);
                break;
            case OrderRefundChanged or OrderReceived or OrderCompleted or OrderRepriced:
                break;
        }

        return null;
    }

    private Refusal? Hold(OrderEvent happened, World world)
    {
        var member = happened.Order.MemberId;
        foreach (var (tender, amount) in UsedBy(happened.Order))
        {
            var movement = MovementOf(happened, world, tender.Account.Of(member), tender.Held.Of(member), amount, "下单使用余额");
            if (Ledger.Post(world, happened.ShopId, movement, happened.At).Refusal is not null)
            {
                return Refusal.Conflict(
                    "balance_short",
                    $"{tender.Label}余额不够了，请重新确认订单",
                    "A balance is too low by now; look at the order again"
                );
            }
        }

        return null;
    }

    private void Move(OrderEvent happened, World world, Func<Tender, Id, (AccountKey From, AccountKey To)> way, string why)
    {
        foreach (var (tender, amount) in UsedBy(happened.Order))
        {
            var (from, to) = way(tender, happened.Order.MemberId);
            Post(world, happened, MovementOf(happened, world, from, to, amount, why));
        }
    }

    private void GiveBack(OrderRefundChanged refunded, World world)
    {
        foreach (var part in refunded.Tenders)
        {
            var tender = tenders[part.Code];
            var member = tender.Account.Of(refunded.Order.MemberId);
            Post(world, refunded, MovementOf(refunded, world, tender.Shop.OfShop(), member, part.AmountFen, "退款，余额退回"));
        }
    }

    private static void Post(World world, OrderEvent happened, Movement movement)
    {
        if (Ledger.Post(world, happened.ShopId, movement, happened.At).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Order {happened.Order.Id}: {movement.From.Key} does not hold it: {refusal.Code}");
        }
    }

    /// <summary>The order's state lets each step happen once; an order that is revived and closed again takes the same way again.</summary>
    private static Movement MovementOf(OrderEvent happened, World world, AccountKey from, AccountKey to, Fen amount, string why) =>
        new(from, to, amount.Value, BalanceSource.SourceType, $"{happened.Order.Id}:{world.NextId()}", $"{why} {happened.Order.No}");

    private IEnumerable<(Tender Tender, Fen Amount)> UsedBy(Order order) =>
        order.TenderFen == Fen.Zero
            ? []
            : order.Quote.Tenders.Where(part => part.UseFen > Fen.Zero).Select(part => (tenders[part.Code], part.UseFen));
}

/// <summary>Balances used by orders.</summary>
internal sealed class BalanceSource(IDbContextFactory<BanyanDb> factory) : IPostingSource
{
    public const string SourceType = PaymentPostings.Balance;

    public string Type => SourceType;

    public Sentence Label { get; } = new("订单使用余额", "Balance used by an order");

    public Task<IReadOnlyDictionary<string, SourceOrder>> OrdersOf(
        Id shopId,
        IReadOnlyCollection<string> sourceIds,
        CancellationToken cancellation
    ) => OrderSources.ByPrefix(factory, shopId, sourceIds, cancellation);
}
