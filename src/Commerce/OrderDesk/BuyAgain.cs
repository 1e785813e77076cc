using Banyan.Commerce.Carts.Contracts;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>What of an old order went into the cart, and what could not.</summary>
public sealed record BoughtAgain(IReadOnlyList<AgainLine> Added, IReadOnlyList<AgainLine> Gone);

/// <param name="Quantity">In the cart now; 0 where there is none.</param>
/// <param name="Note">Why it is missing or fewer, in Chinese; null: all of it is there.</param>
public sealed record AgainLine(Id SkuId, string Name, string SpecText, int Quantity, string? Note);

/// <summary>Puts what can still be bought of an order into the member's cart, at today's prices.</summary>
internal static class BuyAgain
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/orders/{id}/again", Handle).RequireMember().WithName("BuyAgain").WithTags("Orders").Produces<BoughtAgain>();

    private static async Task<IResult> Handle(
        MemberCaller caller,
        Id id,
        BanyanDb db,
        ISkuLookup skus,
        ICartLines cart,
        CancellationToken cancellation
    )
    {
        if (!await db.Set<Order>().AnyAsync(order => order.Id == id && order.MemberId == caller.MemberId, cancellation))
        {
            return Refusal.NotFound.ToHttp();
        }

        var ordered = await db.Set<OrderLine>()
            .AsNoTracking()
            .Where(line => line.OrderId == id)
            .OrderBy(line => line.Id)
            .ToListAsync(cancellation);
        var facts = await skus.Find(caller.ShopId, [.. ordered.Select(line => line.SkuId).Distinct()], cancellation);

        // A SKU may have been bought by an offer and without: the cart has one line for it.
        var wanted = ordered.GroupBy(line => line.SkuId).Select(lines => Wanted([.. lines], facts.GetValueOrDefault(lines.Key))).ToList();
        var tried = await Task.WhenAll(
            wanted.Select(async line =>
                line.Quantity == 0
                || await cart.Put(caller.ShopId, caller.MemberId, line.SkuId, line.Quantity, cancellation) is not { } refusal
                    ? line
                    : line with
                    {
                        Quantity = 0,
                        Note = refusal.Zh,
                    }
            )
        );
        return Results.Ok(new BoughtAgain([.. tried.Where(line => line.Quantity > 0)], [.. tried.Where(line => line.Quantity == 0)]));
    }

    private static AgainLine Wanted(IReadOnlyList<OrderLine> lines, SkuFacts? sku)
    {
        var quantity = lines.Sum(line => line.Quantity);
        var left = sku is { IsOnSale: true } ? (int)Math.Clamp(sku.Left, 0, quantity) : 0;
        var note =
            sku is not { IsOnSale: true } ? "已下架"
            : left == 0 ? "已售罄"
            : left < quantity ? $"只剩 {left} 件"
            : null;
        return new AgainLine(lines[0].SkuId, lines[0].Name, lines[0].SpecText, left, note);
    }
}
