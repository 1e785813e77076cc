using Banyan.Commerce.Carts.Contracts;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Modules;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Carts;

/// <param name="SelectedFen">Σ of the selected lines that are available, at today's prices.</param>
public sealed record Cart(IReadOnlyList<CartItem> Items, int Count, int SelectedCount, Fen SelectedFen);

/// <param name="Available">On sale, and enough in stock.</param>
public sealed record CartItem(
    Id SkuId,
    Id ProductId,
    string Name,
    string SpecText,
    string ImageUrl,
    Fen PriceFen,
    int Quantity,
    long Stock,
    bool Selected,
    bool Available
);

/// <param name="Quantity">1 … 999.</param>
public sealed record PutCartItemBody(int Quantity, bool Selected);

/// <summary>A member's cart.</summary>
internal sealed class Carts(BanyanDb db, ISkuLookup skus, Commit commit, TimeProvider clock) : ICartLines
{
    public async Task<Cart> Of(Id shopId, Id memberId, CancellationToken cancellation)
    {
        var lines = await db.Set<CartLine>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId && row.Quantity > 0)
            .OrderByDescending(row => row.AddedAt)
            .ToListAsync(cancellation);
        var facts = await skus.Find(shopId, [.. lines.Select(line => line.SkuId)], cancellation);
        var items = lines
            .Where(line => facts.ContainsKey(line.SkuId))
            .Select(line =>
            {
                var sku = facts[line.SkuId];
                return new CartItem(
                    line.SkuId,
                    sku.ProductId,
                    sku.Name,
                    sku.SpecText,
                    sku.ImageUrl,
                    sku.PriceFen,
                    line.Quantity,
                    Math.Max(0, sku.Left),
                    line.Selected,
                    sku.IsOnSale && sku.Left >= line.Quantity
                );
            })
            .ToList();
        var chosen = items.Where(item => item.Selected && item.Available).ToList();
        return new Cart(
            items,
            items.Sum(item => item.Quantity),
            chosen.Sum(item => item.Quantity),
            chosen.Sum(item => item.PriceFen * item.Quantity)
        );
    }

    public async Task<Result<Done>> Put(MemberCaller caller, Id skuId, PutCartItemBody body, CancellationToken cancellation)
    {
        if (Check.Body().Number(body.Quantity, 1, 999).ToRefusal() is { } invalid)
        {
            return invalid;
        }

        if ((await skus.Find(caller.ShopId, [skuId], cancellation)).Count == 0)
        {
            return Refusal.NotFound;
        }

        return await commit.Run(
            new PutCartLine(caller.MemberId, skuId, body) { ShopId = caller.ShopId, At = clock.GetUtcNow() },
            cancellation
        );
    }

    public async Task<Refusal?> Put(Id shopId, Id memberId, Id skuId, int quantity, CancellationToken cancellation)
    {
        var act = new PutCartLine(memberId, skuId, new PutCartItemBody(quantity, true)) { ShopId = shopId, At = clock.GetUtcNow() };
        return (await commit.Run(act, cancellation)).Refusal;
    }

    public Task Remove(Id shopId, Id memberId, IReadOnlyCollection<Id> skuIds, CancellationToken cancellation) =>
        commit.Run(new RemoveCartLines(memberId, skuIds) { ShopId = shopId, At = clock.GetUtcNow() }, cancellation);
}

public sealed class CartsModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<Carts>();
        services.AddScoped<ICartLines>(provider => provider.GetRequiredService<Carts>());
    }

    public void MapShop(IEndpointRouteBuilder api)
    {
        api.MapGet("/cart", Get).RequireMember().WithName("GetCart").WithTags("Cart").Produces<Cart>();
        api.MapPut("/cart/items/{skuId}", Put).RequireMember().WithName("PutCartItem").WithTags("Cart").Produces<Cart>();
        api.MapDelete("/cart/items/{skuId}", Remove).RequireMember().WithName("RemoveCartItem").WithTags("Cart").Produces<Cart>();
    }

    private static async Task<IResult> Get(MemberCaller caller, Carts carts, CancellationToken cancellation) =>
        Results.Ok(await carts.Of(caller.ShopId, caller.MemberId, cancellation));

    private static async Task<IResult> Put(MemberCaller caller, Id skuId, PutCartItemBody body, Carts carts, CancellationToken cancellation)
    {
        var put = await carts.Put(caller, skuId, body, cancellation);
        return put.IsOk ? Results.Ok(await carts.Of(caller.ShopId, caller.MemberId, cancellation)) : put.Refusal.ToHttp();
    }

    private static async Task<IResult> Remove(MemberCaller caller, Id skuId, Carts carts, CancellationToken cancellation)
    {
        await carts.Remove(caller.ShopId, caller.MemberId, [skuId], cancellation);
        return Results.Ok(await carts.Of(caller.ShopId, caller.MemberId, cancellation));
    }
}
