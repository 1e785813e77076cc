using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>A note of the staff, not shown to the buyer.</summary>
public sealed record RemarkBody(string Text);

/// <summary>What staff give back, and why.</summary>
public sealed record GiveBackBody(IReadOnlyList<RefundLineInput> Lines, string Reason);

/// <summary>Which orders the console lists.</summary>
/// <param name="State">A tab: unpaid, to_ship, shipped, completed, closed, after_sale.</param>
/// <param name="Q">An order number or a receiver's or buyer's name.</param>
/// <param name="From">Placed at or after.</param>
/// <param name="To">Placed before.</param>
public sealed record StaffOrderQuery(string? State, string? Q, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>What giving back and showing the order afterwards need.</summary>
internal sealed record StaffRefundDesk(IRefunds Refunds, BanyanDb Db, IMemberLookup Members);

/// <summary>Orders as staff work on them.</summary>
internal static class StaffOrders
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/orders", List)
            .RequirePermission("orders.read")
            .WithName("ListStaffOrders")
            .WithTags("Orders")
            .Produces<Page<ConsoleOrderCard>>();
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
    }

    private static async Task<IResult> List(
        StaffCaller caller,
        [AsParameters] StaffOrderQuery query,
        [AsParameters] PageQuery page,
        BanyanDb db,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        var after = page.AfterId;
        var found = db.Set<Order>().AsNoTracking().Where(order => after == Id.None || order.Id < after).InTab(db, query.State);
        if (query.From is { } from)
        {
            found = found.Where(order => order.CreatedAt >= from);
        }

        if (query.To is { } to)
        {
            found = found.Where(order => order.CreatedAt < to);
        }

        if (query.Q?.Trim() is { Length: > 0 } text)
        {
            var name = text.ToLowerInvariant();
            var buyers = db.Set<Member>().Where(member => member.NicknameSearch.Contains(name)).Select(member => member.Id);
            found = found.Where(order => order.No.StartsWith(text) || order.ReceiverName.Contains(text) || buyers.Contains(order.MemberId));
        }

        var orders = await found.OrderByDescending(order => order.Id).Take(page.Take).ToListAsync(cancellation);
        var lines = await OrderFiles.LinesOf(db, orders, cancellation);
        var people = await members.People(caller.ShopId, [.. orders.Select(order => order.MemberId).Distinct()], cancellation);
        return Results.Ok(
            Page<ConsoleOrderCard>.Of(
                orders,
                page,
                order => ConsoleOrderCard.Of(order, lines[order.Id], people),
                order => order.Id.ToString()
            )
        );
    }

    private static Task<IResult> Get(StaffCaller caller, Id id, BanyanDb db, IMemberLookup members, CancellationToken cancellation) =>
        Show(caller, id, db, members, cancellation);

    private static async Task<IResult> Ship(
        StaffCaller caller,
        Id id,
        Shipment body,
        IOrderSteps steps,
        BanyanDb db,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Company, 1, 40).Text(body.TrackingNo, 1, 40).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var shipped = await steps.Ship(caller.ShopId, id, body, cancellation);
        return shipped.IsOk ? await Show(caller, id, db, members, cancellation) : shipped.Refusal.ToHttp();
    }

    private static async Task<IResult> Remark(
        StaffCaller caller,
        Id id,
        RemarkBody body,
        IOrderSteps steps,
        BanyanDb db,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Text, 0, 500).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var remarked = await steps.Remark(caller.ShopId, id, body.Text.Trim(), cancellation);
        return remarked.IsOk ? await Show(caller, id, db, members, cancellation) : remarked.Refusal.ToHttp();
    }

    private static async Task<IResult> GiveBack(
        StaffCaller caller,
        Id id,
        GiveBackBody body,
        IdempotencyHeader header,
        StaffRefundDesk desk,
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

        var request = new RefundRequest(Id.None, RefundKind.RefundOnly, body.Reason.Trim(), body.Lines) { Key = key.Value };
        var given = await desk.Refunds.GiveBack(caller.ShopId, id, request, cancellation);
        return given.IsOk ? await Show(caller, id, desk.Db, desk.Members, cancellation) : given.Refusal.ToHttp();
    }

    private static async Task<IResult> Show(StaffCaller caller, Id id, BanyanDb db, IMemberLookup members, CancellationToken cancellation)
    {
        if (await OrderFiles.Find(db, id, null, cancellation) is not { } file)
        {
            return Refusal.NotFound.ToHttp();
        }

        var order = file.Order;
        Id?[] shown = [order.MemberId, order.Attribution.Bond?.SharerId, order.Attribution.LastTouch?.SharerId];
        var people = await members.People(caller.ShopId, [.. shown.OfType<Id>().Distinct()], cancellation);
        var refunds = await ConsoleRefund.Of(file.Refunds, members, caller.ShopId, cancellation);
        return Results.Ok(
            new ConsoleOrder(
                order.Id,
                order.No,
                order.State,
                OrderTexts.Of(order),
                order.Hold,
                Buyer.Of(order.MemberId, people),
                order.GoodsFen,
                order.DiscountFen,
                order.FreightFen,
                order.PayableFen,
                order.PaidFen,
                order.RefundedFen,
                order.RefundingFen,
                order.Quote,
                order.Address,
                order.Remark,
                order.MerchantRemark,
                order.CreatedAt,
                order.PaidAt
            )
            {
                Lines = [.. file.Lines.Select(OrderLineView.Of)],
                Parts = [.. file.Parts.Select(part => PaymentPartView.Of(part, order))],
                Recipients = [.. file.Recipients.Select(recipient => RecipientView.Of(recipient, order))],
                Refunds = refunds,
                Claims = [.. file.Claims.Select(ClaimView.Of)],
                Attribution = AttributionView.Of(order.Attribution, people),
                Timeline = OrderTimeline.Of(file),
            }
        );
    }
}
