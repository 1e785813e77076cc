using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Recommendations;

/// <summary>What else somebody may like who looks at a product: what others bought with it, then what sells best beside it.</summary>
internal static class ShowCompanions
{
    private const int MaxShown = 8;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/products/{id}/companions", Handle)
            .AllowAnyone()
            .IsShared()
            .WithName("ListCompanions")
            .WithTags("Recommendations")
            .Produces<Page<ProductCard>>();

    private static async Task<IResult> Handle(Visitor visitor, Id id, BanyanDb db, ICatalogReader catalog, CancellationToken cancellation)
    {
        if (!(await catalog.Products(visitor.ShopId, [id], cancellation)).TryGetValue(id, out var product))
        {
            return Refusal.NotFound.ToHttp();
        }

        var viewer = new CatalogViewer(visitor.ShopId, visitor.MemberId);
        var row = await db.Set<ProductCompanions>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation);
        IReadOnlyList<ProductCard> cards = row is null ? [] : await catalog.Cards(viewer, row.Others, cancellation);
        var shown = cards.Take(MaxShown).ToList();
        if (shown.Count < MaxShown)
        {
            var beside = await catalog.Top(viewer, ProductSort.Sales, product.CategoryId, MaxShown + 1, cancellation);
            var more = beside.Where(card => card.Id != id && shown.TrueForAll(known => known.Id != card.Id));
            shown.AddRange(more.Take(MaxShown - shown.Count).ToList());
        }

        return Results.Ok(new Page<ProductCard>(shown, null));
    }
}
