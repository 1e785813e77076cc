using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.AfterSales;

/// <summary>Why staff say no.</summary>
public sealed record RejectRefundBody(string Reason);

/// <summary>Refunds that wait for staff.</summary>
internal static class StaffRefunds
{
    private const string Permission = "orders.refund";
    private const int MaxReason = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/refunds", List)
            .RequirePermission("orders.read")
            .WithName("ListStaffRefunds")
            .WithTags("Refunds")
            .Produces<Page<ConsoleRefund>>();
        api.MapPost("/refunds/{id}/accept", Accept)
            .RequirePermission(Permission)
            .WithName("AcceptRefund")
            .WithTags("Refunds")
            .Produces<ConsoleRefund>();
        api.MapPost("/refunds/{id}/reject", Reject)
            .RequirePermission(Permission)
            .WithName("RejectRefund")
            .WithTags("Refunds")
            .Produces<ConsoleRefund>();
    }

    private static async Task<IResult> List(
        StaffCaller caller,
        Choice<RefundState>? state,
        [AsParameters] PageQuery page,
        BanyanDb db,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        var (after, wanted) = (page.AfterId, state?.Value);
        var rows = await db.Set<Refund>()
            .AsNoTracking()
            .Where(refund => (wanted == null || refund.State == wanted) && (after == Id.None || refund.Id < after))
            .OrderByDescending(refund => refund.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var views = (await ConsoleRefund.Of(rows, members, caller.ShopId, cancellation)).ToDictionary(view => view.Id);
        return Results.Ok(Page<ConsoleRefund>.Of(rows, page, refund => views[refund.Id], refund => refund.Id.ToString()));
    }

    private static async Task<IResult> Accept(
        StaffCaller caller,
        Id id,
        IRefunds refunds,
        BanyanDb db,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        var accepted = await refunds.Accept(caller.ShopId, id, cancellation);
        return accepted.IsOk ? await Show(caller, id, db, members, cancellation) : accepted.Refusal.ToHttp();
    }

    private static async Task<IResult> Reject(
        StaffCaller caller,
        Id id,
        RejectRefundBody body,
        IRefunds refunds,
        BanyanDb db,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Reason, 1, MaxReason).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var rejected = await refunds.Reject(caller.ShopId, id, body.Reason.Trim(), cancellation);
        return rejected.IsOk ? await Show(caller, id, db, members, cancellation) : rejected.Refusal.ToHttp();
    }

    private static async Task<IResult> Show(StaffCaller caller, Id id, BanyanDb db, IMemberLookup members, CancellationToken cancellation)
    {
        var rows = await db.Set<Refund>().AsNoTracking().Where(refund => refund.Id == id).ToListAsync(cancellation);
        return Results.Ok((await ConsoleRefund.Of(rows, members, caller.ShopId, cancellation)).Single());
    }
}
