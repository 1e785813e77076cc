using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.OrderDesk;

/// <summary>A note of the staff and the order's flag, not shown to the buyer.</summary>
/// <param name="Flag">Null takes it off.</param>
/// <param name="Version">The order as it was seen; refused when somebody else changed it since. Null: whatever it was.</param>
public sealed record RemarkBody(string Text, OrderFlag? Flag = null, int? Version = null);

/// <summary>The same flag for many orders.</summary>
/// <param name="Flag">Null takes it off.</param>
public sealed record FlagBody(IReadOnlyList<Id> OrderIds, OrderFlag? Flag);

/// <param name="Changed">How many orders have the flag now.</param>
public sealed record FlagAnswer(int Changed);

/// <summary>What staff give back, and why.</summary>
public sealed record GiveBackBody(IReadOnlyList<RefundLineInput> Lines, string Reason);

/// <summary>Orders as staff work on them.</summary>
internal static class StaffOrders
{
    private static readonly Fen MaxPrice = new(1_000_000_000);
    private static readonly Fen MaxFreight = new(100_000);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/orders/{id}", Get)
            .RequirePermission("orders.read")
            .WithName("GetStaffOrder")
            .WithTags("Orders")
            .Produces<ConsoleOrder>();
        api.MapPost("/orders/{id}/ship", Ship)
            .RequirePermission("orders.ship")
            .WithName("ShipOrder")
            .WithTags("Orders")
            .Produces<ConsoleOrder>();
        api.MapPost("/orders/{id}/ready", MakeReady)
            .RequirePermission("orders.ship")
            .WithName("MakeOrderReady")
            .WithTags("Orders")
            .Produces<ConsoleOrder>();
        api.MapPost("/orders/{id}/deliver", Deliver)
            .RequirePermission("orders.ship")
            .WithName("DeliverOrder")
            .WithTags("Orders")
            .Produces<ConsoleOrder>();
        api.MapPost("/orders/{id}/remark", Remark)
            .RequirePermission("orders.remark")
            .WithName("RemarkOrder")
            .WithTags("Orders")
            .Produces<ConsoleOrder>();
        api.MapPost("/orders/{id}/refunds", GiveBack)
            .RequirePermission("orders.refund")
            .WithName("GiveBack")
            .WithTags("Orders")
            .Produces<ConsoleOrder>();
        api.MapPost("/orders/flags", Flag)
            .RequirePermission("orders.remark")
            .WithName("FlagOrders")
            .WithTags("Orders")
            .Produces<FlagAnswer>();
        api.MapPost("/orders/{id}/price", ChangePrice)
            .RequirePermission("orders.price")
            .WithName("ChangePrice")
            .WithTags("Orders")
            .Produces<ConsoleOrder>();
        api.MapPost("/orders/{id}/invoice", IssueInvoice)
            .RequirePermission("orders.invoice")
            .WithName("IssueInvoice")
            .WithTags("Orders")
            .Produces<ConsoleOrder>();
    }

    private static Task<IResult> Get(StaffCaller caller, Id id, StaffOrderDesk desk, CancellationToken cancellation) =>
        desk.Show(caller, id, cancellation);

    private static async Task<IResult> Ship(
        StaffCaller caller,
        Id id,
        Shipment body,
        IOrderSteps steps,
        StaffOrderDesk desk,
        CancellationToken cancellation
    )
    {
        var check = Check.Body().Text(body.Company, 1, 40).Text(body.TrackingNo, 1, 40);
        if (body.Pieces is not null)
        {
            check
                .Count(body.Pieces, 1, QuoteLimits.MaxLines)
                .Each(body.Pieces, (each, piece) => each.Number(piece.Quantity, 1, QuoteLimits.MaxQuantity))
                .That(
                    body.Pieces.DistinctBy(piece => piece?.LineId).Count() == body.Pieces.Count,
                    "pieces",
                    "同一商品请合并为一行",
                    "The same line appears twice"
                );
        }

        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        return await desk.Answer(caller, await steps.Ship(caller.ShopId, id, body, cancellation), id, cancellation);
    }

    /// <summary>The goods of a pickup order lie ready at the counter.</summary>
    private static async Task<IResult> MakeReady(
        StaffCaller caller,
        Id id,
        IOrderSteps steps,
        StaffOrderDesk desk,
        CancellationToken cancellation
    ) => await desk.Answer(caller, await steps.MakeReady(caller.ShopId, id, cancellation), id, cancellation);

    /// <summary>What nobody carries was handed over.</summary>
    private static async Task<IResult> Deliver(
        StaffCaller caller,
        Id id,
        IOrderSteps steps,
        StaffOrderDesk desk,
        CancellationToken cancellation
    ) => await desk.Answer(caller, await steps.Deliver(caller.ShopId, id, cancellation), id, cancellation);

    private static async Task<IResult> Remark(
        StaffCaller caller,
        Id id,
        RemarkBody body,
        IOrderSteps steps,
        StaffOrderDesk desk,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Text, 0, 500).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var mark = new OrderMark(body.Text?.Trim() ?? "", body.Flag, KeepsFlag: false, body.Version);
        return await desk.Answer(caller, await steps.Mark(caller, id, mark, cancellation), id, cancellation);
    }

    private static async Task<IResult> Flag(StaffCaller caller, FlagBody body, IOrderSteps steps, CancellationToken cancellation)
    {
        if (Check.Body().Count(body.OrderIds, 1, PageQuery.MaxSize).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var mark = new OrderMark(null, body.Flag, KeepsFlag: false, null);
        var marked = await Task.WhenAll(body.OrderIds.Distinct().Select(id => steps.Mark(caller, id, mark, cancellation)));
        return Results.Ok(new FlagAnswer(marked.Count(one => one.IsOk)));
    }

    private static async Task<IResult> ChangePrice(
        StaffCaller caller,
        Id id,
        PriceWish body,
        IChangePrice price,
        StaffOrderDesk desk,
        CancellationToken cancellation
    )
    {
        var check = Check
            .Body()
            .Count(body.Lines, 0, QuoteLimits.MaxLines)
            .Each(body.Lines, (each, line) => each.Money(line.PayableFen, Fen.Zero, MaxPrice))
            .Money(body.FreightFen, Fen.Zero, MaxFreight)
            .Text(body.Reason, 1, 60)
            .That(
                body.Lines is null || body.Lines.DistinctBy(line => line?.LineId).Count() == body.Lines.Count,
                "lines",
                "同一商品只能改一次价",
                "The same line appears twice"
            );
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var wish = body with { Lines = body.Lines ?? [], Reason = body.Reason.Trim() };
        return await desk.Answer(caller, await price.Change(caller, id, wish, cancellation), id, cancellation);
    }

    private static async Task<IResult> IssueInvoice(
        StaffCaller caller,
        Id id,
        IssuedInvoice body,
        IOrderSteps steps,
        StaffOrderDesk desk,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Number, 1, 40).Picture(body.FileUrl).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        return await desk.Answer(caller, await steps.IssueInvoice(caller, id, body, cancellation), id, cancellation);
    }

    private static async Task<IResult> GiveBack(
        StaffCaller caller,
        Id id,
        GiveBackBody body,
        IdempotencyHeader header,
        IRefunds refunds,
        StaffOrderDesk desk,
        CancellationToken cancellation
    )
    {
        if (new RefundBody(body.Lines, body.Reason, RefundKind.RefundOnly, null).Problem() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var request = new RefundRequest(Id.None, RefundKind.RefundOnly, body.Reason.Trim(), body.Lines)
        {
            StaffName = caller.Name,
            Key = key.Value,
        };
        return await desk.Answer(caller, await refunds.GiveBack(caller.ShopId, id, request, cancellation), id, cancellation);
    }
}
