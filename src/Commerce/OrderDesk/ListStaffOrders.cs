using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>The console's list of orders.</summary>
internal static class ListStaffOrders
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/orders", List)
            .RequirePermission("orders.read")
            .WithName("ListStaffOrders")
            .WithTags("Orders")
            .Produces<Page<ConsoleOrderCard>>();

    private static async Task<IResult> List(
        StaffCaller caller,
        [AsParameters] StaffOrderQuery query,
        [AsParameters] PageQuery page,
        StaffOrderSearch search,
        BanyanDb db,
        IMemberLookup members,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var after = page.AfterId;
        var found = await search.Find(caller.ShopId, query, cancellation);
        var orders = await found
            .Where(order => after == Id.None || order.Id < after)
            .OrderByDescending(order => order.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var lines = await OrderFiles.LinesOf(db, orders, cancellation);
        var ids = orders.Select(order => order.Id).ToList();
        var refunds = (
            await db.Set<Refund>().AsNoTracking().Where(refund => ids.Contains(refund.OrderId)).ToListAsync(cancellation)
        ).ToLookup(refund => refund.OrderId);
        var people = await members.People(caller.ShopId, [.. orders.Select(order => order.MemberId).Distinct()], cancellation);
        var now = clock.GetUtcNow();
        return Results.Ok(
            Page<ConsoleOrderCard>.Of(
                orders,
                page,
                order =>
                    ConsoleOrderCard.Of(order, lines[order.Id], people) with
                    {
                        Problem = OrderProblem.Of(order, refunds[order.Id], now),
                    },
                order => order.Id.ToString()
            )
        );
    }
}
