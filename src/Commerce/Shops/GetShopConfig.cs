using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Shops;

/// <summary>What the shop's app needs before anything else.</summary>
/// <param name="Demo">Whether this is a demonstration, with personas to play and a movable clock.</param>
public sealed record ShopConfig(ShopFace Shop, bool Demo, IReadOnlyList<Persona> Personas, int OrderCloseMinutes, DateTimeOffset Now);

public sealed record ShopFace(Id Id, string Slug, string Name, string LogoUrl, string Notice, string ServicePhone);

internal static class GetShopConfig
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/config", Handle).AllowAnyone().Produces<ShopConfig>().WithName("GetShopConfig").WithTags("shop");

    private static async Task<IResult> Handle(
        Visitor visitor,
        IShopDirectory shops,
        IShopSettings settings,
        IDemoStage demo,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (await shops.Find(visitor.ShopId, cancellation).ConfigureAwait(false) is not { } shop)
        {
            return Refusal.NotFound.ToHttp();
        }

        var set = await settings.Of(shop.Id, cancellation).ConfigureAwait(false);
        var face = new ShopFace(shop.Id, shop.Slug, set.Name, set.LogoUrl, set.Notice, set.ServicePhone);
        return Results.Ok(new ShopConfig(face, demo.IsDemo, demo.PersonasOf(shop), set.OrderCloseMinutes, clock.GetUtcNow()));
    }
}
