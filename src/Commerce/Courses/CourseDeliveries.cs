using Banyan.Commerce.Courses.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Banyan.Commerce.Courses;

/// <summary>
/// Opens what paid orders promise, as soon as nothing holds them any more: a team that has to fill, a refund that is asked for.
/// </summary>
internal sealed class CourseDeliveries(
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    IEnumerable<IOrderParticipant> participants,
    ILogger<CourseDeliveries> log
) : IDeadlineSource
{
    private const int MaxPerSweep = 200;
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public async Task<int> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var due = await db.Set<Order>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .Where(order => order.DeliverAt <= now && order.Hold == null && order.RefundingFen == Fen.Zero && order.OpenAfterSales == 0)
            .OrderBy(order => order.DeliverAt)
            .Take(MaxPerSweep)
            .Select(order => new DueOrder(order.ShopId, order.Id))
            .ToListAsync(cancellation);
        return await DueItems.HandleEach(
            due,
            order => Deliver(order, now, cancellation),
            order => $"The courses of order {order.Id}",
            log,
            cancellation
        );
    }

    private async Task<Refusal?> Deliver(DueOrder order, DateTimeOffset now, CancellationToken cancellation) =>
        (await commit.Run(new DeliverCoursesAct(order.Id, participants) { ShopId = order.ShopId, At = now }, cancellation)).Refusal;

    private sealed record DueOrder(Id ShopId, Id Id);
}

internal sealed class DeliverCoursesAct(Id orderId, IReadOnlyList<IOrderParticipant> participants) : OrderAct<Done>(orderId, participants)
{
    public const string SourceType = "order";

    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

    protected override void NeedMore(Stage stage, World world, Needs needs)
    {
        if (stage != Stage.Run || OrderIn(world) is not { } order)
        {
            return;
        }

        foreach (var line in LinesIn(world))
        {
            if (line.CourseId is { } course)
            {
                Entitlements.Need(stage, ShopId, order.MemberId, course, needs);
            }
        }
    }

    public override Result<Done> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        // What happened between finding it and locking it is seen by the next sweep.
        if (order.DeliverAt is null || order.Hold is not null || order.RefundingFen > Fen.Zero || order.OpenAfterSales > 0)
        {
            return Done.Yes;
        }

        var owed = IsOwed(order) ? LinesIn(world).Where(line => OrderCourses.StateOf(line) == EntitlementState.Active).ToList() : [];
        foreach (var line in owed)
        {
            if (line.CourseId is { } course && Entitlements.Give(world, GrantOf(order, line, course), At) is { } refusal)
            {
                return refusal;
            }
        }

        if (VirtualDelivery.ObstacleTo(order) is null && owed.TrueForAll(line => line.CourseId is not null))
        {
            VirtualDelivery.Put(world, order, At);
        }
        else
        {
            world.Put(order with { DeliverAt = null });
        }

        return Done.Yes;
    }

    private static bool IsOwed(Order order) =>
        order.State is OrderState.ToShip or OrderState.Shipped or OrderState.Received or OrderState.Completed;

    private static CourseGrant GrantOf(Order order, OrderLine line, Id course) =>
        new(order.ShopId, order.MemberId, course, SourceType, line.Id.ToString(), $"购买「{line.Name}」")
        {
            Line = line,
            Times = line.Quantity - line.RefundedQuantity,
        };
}
