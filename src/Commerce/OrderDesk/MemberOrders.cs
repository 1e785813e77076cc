using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>How many orders wait for what.</summary>
public sealed record OrderCounts(int Unpaid, int ToShip, int Shipped, int ToReview, int AfterSale);

/// <summary>A member's own orders.</summary>
internal static class MemberOrders
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/orders", Place).RequireMember().WithName("PlaceOrder").WithTags("Orders").Produces<OrderDetail>();
        api.MapGet("/orders", List).RequireMember().WithName("ListOrders").WithTags("Orders").Produces<Page<OrderCard>>();
        api.MapGet("/orders/counts", Counts).RequireMember().WithName("CountOrders").WithTags("Orders").Produces<OrderCounts>();
        api.MapGet("/orders/{id}", Get).RequireMember().WithName("GetOrder").WithTags("Orders").Produces<OrderDetail>();
        api.MapPost("/orders/{id}/cancel", Cancel).RequireMember().WithName("CancelOrder").WithTags("Orders").Produces<OrderDetail>();
        api.MapPost("/orders/{id}/receive", Receive).RequireMember().WithName("ReceiveOrder").WithTags("Orders").Produces<OrderDetail>();
    }

    private static async Task<IResult> Place(
        MemberCaller caller,
        PlaceOrderBody body,
        IdempotencyHeader header,
        IPlaceOrder place,
        GroupReads reads,
        CancellationToken cancellation
    )
    {
        var placed = await place.Place(caller, body, header, cancellation);
        return !placed.IsOk ? placed.Refusal.ToHttp()
            : placed.Value.Rows is { } rows ? Show(OrderFile.Of(rows))
            : await Show(reads, caller, placed.Value.Id, cancellation);
    }

    private static async Task<IResult> List(
        MemberCaller caller,
        string? state,
        [AsParameters] PageQuery page,
        BanyanDb db,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var after = page.AfterId;
        var orders = await db.Set<Order>()
            .AsNoTracking()
            .Where(order => order.MemberId == caller.MemberId && (after == Id.None || order.Id < after))
            .InTab(db, state, clock.GetUtcNow())
            .OrderByDescending(order => order.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var lines = await OrderFiles.LinesOf(db, orders, cancellation);
        var reviewed = await OrderFiles.ReviewedLinesOf(db, orders, cancellation);
        return Results.Ok(
            Page<OrderCard>.Of(
                orders,
                page,
                order => OrderCard.Of(order, [.. lines[order.Id]], reviewed[order.Id].Count()),
                order => order.Id.ToString()
            )
        );
    }

    private static async Task<IResult> Counts(MemberCaller caller, BanyanDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var states = await db.Set<Order>()
            .Where(order => order.MemberId == caller.MemberId)
            .GroupBy(order => order.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.State, row => row.Count, cancellation);
        var afterSale = await db.Set<Refund>()
            .CountAsync(
                refund =>
                    refund.MemberId == caller.MemberId
                    && refund.State != RefundState.Succeeded
                    && refund.State != RefundState.Exchanged
                    && refund.State != RefundState.Rejected
                    && refund.State != RefundState.Withdrawn
                    && refund.State != RefundState.Closed,
                cancellation
            );
        var toReview = await db.Set<Order>()
            .Where(order => order.MemberId == caller.MemberId)
            .InTab(db, "to_review", clock.GetUtcNow())
            .CountAsync(cancellation);
        return Results.Ok(
            new OrderCounts(
                states.GetValueOrDefault(OrderState.Unpaid),
                states.GetValueOrDefault(OrderState.ToShip),
                states.GetValueOrDefault(OrderState.Shipped),
                toReview,
                afterSale
            )
        );
    }

    private static Task<IResult> Get(MemberCaller caller, Id id, GroupReads reads, CancellationToken cancellation) =>
        Show(reads, caller, id, cancellation);

    private static async Task<IResult> Cancel(
        MemberCaller caller,
        Id id,
        ICancelOrder cancel,
        GroupReads reads,
        CancellationToken cancellation
    )
    {
        var cancelled = await cancel.Cancel(caller.ShopId, id, caller.MemberId, cancellation);
        return cancelled.IsOk ? await Show(reads, caller, id, cancellation) : cancelled.Refusal.ToHttp();
    }

    private static async Task<IResult> Receive(
        MemberCaller caller,
        Id id,
        IOrderSteps steps,
        GroupReads reads,
        CancellationToken cancellation
    )
    {
        var received = await steps.Receive(caller.ShopId, id, caller.MemberId, cancellation);
        return received.IsOk ? await Show(reads, caller, id, cancellation) : received.Refusal.ToHttp();
    }

    private static async Task<IResult> Show(GroupReads reads, MemberCaller caller, Id id, CancellationToken cancellation)
    {
        var file = await OrderFiles.Find(reads, caller.ShopId, id, caller.MemberId, cancellation);
        return file is null ? Refusal.NotFound.ToHttp() : Show(file);
    }

    private static IResult Show(OrderFile file) => Results.Ok(new OrderDetail(OrderCard.Of(file.Order, file.Lines, file.Reviewed), file));
}
