using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Banyan.Commerce.AfterSales;

/// <summary>What happens by itself when a side of an after-sale lets its time pass.</summary>
internal sealed class RefundDeadlines(
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    IShopSettings settings,
    IEnumerable<IOrderParticipant> participants,
    ILogger<RefundDeadlines> log
) : IDeadlineSource
{
    private const int MaxPerSweep = 200;
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var due = await db.Set<Refund>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .Where(refund => refund.DueAt <= now)
            .OrderBy(refund => refund.DueAt)
            .Take(MaxPerSweep)
            .Select(refund => new DueRefund(refund.ShopId, refund.OrderId, refund.Id))
            .ToListAsync(cancellation);
        return await DueItems.HandleEach(
            due,
            refund => Handle(refund, now, cancellation),
            refund => $"The time of refund {refund.Id}",
            log,
            cancellation
        );
    }

    private async Task<Refusal?> Handle(DueRefund due, DateTimeOffset now, CancellationToken cancellation)
    {
        var shop = await settings.Of(due.ShopId, cancellation);
        var act = new RefundDueAct(due.OrderId, due.Id, shop.AfterSales, participants) { ShopId = due.ShopId, At = now };
        return (await commit.Run(act, cancellation)).Refusal;
    }

    private sealed record DueRefund(Id ShopId, Id OrderId, Id Id);
}

/// <summary>
/// No answer: what was asked for is agreed to. Nothing sent back: the after-sale ends. Nobody says that the goods arrived: the money goes
/// back. Where the shop has to do something that only people can do, the time stops and the request stays open.
/// </summary>
internal sealed class RefundDueAct(Id orderId, Id refundId, AfterSaleRules rules, IReadOnlyList<IOrderParticipant> participants)
    : RefundAct<Done>(orderId, participants)
{
    public override Result<Done> Decide(World world)
    {
        if (RefundIn(world, refundId) is not { } refund || !(refund.DueAt <= At))
        {
            return Done.Yes;
        }

        var refusal = refund.State switch
        {
            RefundState.Requested when !Returns.Wants(refund) => AcceptLate(world, refund, "商家超时未处理，系统自动同意"),
            RefundState.Requested when rules.ReturnTo is { } address => AskForGoods(world, refund, address),
            RefundState.Returning => End(world, refund),
            RefundState.Returned when refund.Kind == RefundKind.ReturnAndRefund => AcceptLate(
                world,
                refund,
                "商家超时未确认收货，系统自动退款"
            ),
            _ => Stop(world, refund),
        };
        // The channel refuses it for good: people have to find another way, and must not be asked every second.
        if (refusal is not null)
        {
            Stop(world, refund);
        }

        return Done.Yes;
    }

    private Refusal? AcceptLate(World world, Refund refund, string text)
    {
        if (Accept(world, refund) is { } refusal)
        {
            return refusal;
        }

        Note(world, refund.Id, RefundVoice.System, RefundStep.TimedOut, text);
        return null;
    }

    private Refusal? AskForGoods(World world, Refund refund, ReturnAddress address)
    {
        Put(world, refund with { State = RefundState.Returning, ReturnTo = address, DueAt = At.AddDays(rules.SendBackDays) });
        Note(world, refund.Id, RefundVoice.System, RefundStep.TimedOut, "商家超时未处理，系统自动同意退货");
        return null;
    }

    private Refusal? End(World world, Refund refund)
    {
        Put(world, refund with { State = RefundState.Withdrawn, FinishedAt = At, DueAt = null });
        Note(world, refund.Id, RefundVoice.System, RefundStep.TimedOut, "超时未寄回商品，售后自动关闭");
        return null;
    }

    private Refusal? Stop(World world, Refund refund)
    {
        Put(world, refund with { DueAt = null });
        return null;
    }
}
