using System.Globalization;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Host.Auth;

/// <summary>Finds the shop a request speaks to: the token decides, else the X-Shop header, else the first shop.</summary>
internal sealed class ShopOfRequest(RequestDelegate next)
{
    public const string HeaderName = "X-Shop";

    private static readonly Refusal NoShop = new("shop_not_found", 404, "没有这家店铺", "There is no such shop");

    public async Task Invoke(HttpContext context, IShopDirectory shops)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        if (context.User.FindFirst(SessionClaims.Shop)?.Value is { } claimed)
        {
            context.Items[Visitor.ShopItem] = Id.Parse(claimed, CultureInfo.InvariantCulture);
        }
        else
        {
            var slug = context.Request.Headers[HeaderName].ToString().Trim();
            var shop =
                slug.Length > 40 ? null : await shops.Find(slug.Length == 0 ? null : slug, context.RequestAborted).ConfigureAwait(false);
            if (shop is null && slug.Length > 0)
            {
                await context.WriteProblem(NoShop).ConfigureAwait(false);
                return;
            }

            context.Items[Visitor.ShopItem] = shop?.Id ?? Id.None;
        }

        await next(context).ConfigureAwait(false);
    }

    /// <summary>A context that sees the rows of the request's shop; outside of a request it sees none until its shop is set.</summary>
    public static BanyanDb OpenDb(IServiceProvider services)
    {
        var db = services.GetRequiredService<IDbContextFactory<BanyanDb>>().CreateDbContext();
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext;
        db.Shop = http is not null && http.Items.TryGetValue(Visitor.ShopItem, out var shop) && shop is Id id ? id : Id.None;
        return db;
    }
}
