using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Stores.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Stores;

/// <param name="Code">Twelve digits to show at the counter; null while there is nothing to fetch, or no longer.</param>
/// <param name="UsedAt">When it was handed over.</param>
public sealed record PickupCodeView(string? Code, DateTimeOffset? UsedAt);

/// <summary>The code that a buyer shows at the counter.</summary>
internal static class ShowPickupCode
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/orders/{id}/pickup-code", Handle)
            .RequireMember()
            .WithName("GetPickupCode")
            .WithTags("Stores")
            .Produces<PickupCodeView>();

    private static async Task<IResult> Handle(MemberCaller caller, Id id, BanyanDb db, CancellationToken cancellation)
    {
        var order = await db.Set<Order>()
            .Where(row => row.Id == id && row.MemberId == caller.MemberId)
            .Select(row => new { row.Hold })
            .FirstOrDefaultAsync(cancellation);
        if (order is null)
        {
            return Refusal.NotFound.ToHttp();
        }

        var code = await db.Set<Redemption>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.SubjectId == id && row.Kind == PickupCodes.Kind, cancellation);
        var isShown = code is { State: RedemptionState.Open } && order.Hold is null;
        return Results.Ok(new PickupCodeView(isShown ? code!.Code : null, code?.UsedAt));
    }
}
