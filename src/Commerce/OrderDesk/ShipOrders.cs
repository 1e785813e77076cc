using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>Some rows of a file; the client sends a long file in slices and shows how far it is.</summary>
public sealed record ShipOrdersBody(IReadOnlyList<ShipOrdersRow> Rows);

public sealed record ShipOrdersRow(string OrderNo, string Company, string TrackingNo);

public sealed record ShipOrdersAnswer(IReadOnlyList<ShippedRow> Rows);

/// <param name="Problem">Why it was not shipped, in the caller's language; null: it was, now or by the same row before.</param>
public sealed record ShippedRow(string OrderNo, string? Problem);

/// <summary>
/// Ships everything that is left of some orders. Each is an act of its own, so one that cannot be shipped holds nobody up, and sending a
/// slice again after a lost answer ships nothing twice.
/// </summary>
internal static class ShipOrders
{
    private const int MaxRows = 50;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/orders/shipments", Handle)
            .RequirePermission("orders.ship")
            .WithName("ShipOrders")
            .WithTags("Orders")
            .Produces<ShipOrdersAnswer>();

    private static async Task<IResult> Handle(
        StaffCaller caller,
        ShipOrdersBody body,
        BanyanDb db,
        IOrderSteps steps,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var check = Check
            .Body()
            .Count(body.Rows, 1, MaxRows)
            .Each(body.Rows, (each, row) => each.Text(row.OrderNo, 1, 24).Text(row.Company, 1, 40).Text(row.TrackingNo, 1, 40));
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var numbers = body.Rows.Select(row => row.OrderNo).Distinct(StringComparer.Ordinal).ToList();
        var ids = await db.Set<Order>()
            .Where(order => numbers.Contains(order.No))
            .Select(order => new { order.No, order.Id })
            .ToDictionaryAsync(order => order.No, order => order.Id, StringComparer.Ordinal, cancellation);
        var english = Answers.PrefersEnglish(request);
        var shipped = await Task.WhenAll(
            body.Rows.Select(async row =>
            {
                var refusal = ids.TryGetValue(row.OrderNo, out var id)
                    ? (await steps.Ship(caller.ShopId, id, new Shipment(1, row.Company, row.TrackingNo), cancellation)).Refusal
                    : Refusal.NotFound;
                return new ShippedRow(row.OrderNo, english ? refusal?.En : refusal?.Zh);
            })
        );
        return Results.Ok(new ShipOrdersAnswer(shipped));
    }
}
