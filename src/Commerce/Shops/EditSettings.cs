using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Shops;

internal static class EditSettings
{
    /// <summary>Stands for what nobody wrote, where it may be absent.</summary>
    private const string Absent = "-";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings", Read)
            .RequirePermission("settings.read")
            .Produces<ShopSettings>()
            .WithName("GetSettings")
            .WithTags("settings");
        api.MapPut("/settings", Write)
            .RequirePermission("settings.write")
            .Produces<ShopSettings>()
            .WithName("PutSettings")
            .WithTags("settings");
    }

    private static async Task<IResult> Read(StaffCaller caller, IShopSettings settings, CancellationToken cancellation) =>
        Results.Ok(await settings.Of(caller.ShopId, cancellation).ConfigureAwait(false));

    private static async Task<IResult> Write(
        ShopSettings body,
        StaffCaller caller,
        Commit commit,
        ShopDirectory directory,
        CancellationToken cancellation
    )
    {
        if (Faults(body) is { } refusal)
        {
            return refusal.ToHttp();
        }

        var result = await commit.Exclusive(caller.ShopId, db => Save(db, body), cancellation).ConfigureAwait(false);
        directory.Forget(caller.ShopId);
        return result.ToHttp();
    }

    private static Refusal? Faults(ShopSettings body) =>
        Check
            .Body()
            .Text(body.Name, 1, 40)
            .Picture(body.LogoUrl)
            .Text(body.Notice, 0, 200)
            .Text(body.ServicePhone, 0, 20)
            .Number(body.OrderCloseMinutes, 1, 1440)
            .Number(body.AutoReceiveDays, 1, 60)
            .Number(body.AfterSaleDays, 0, 60)
            .Money(body.FreightFen, Fen.Zero, new Fen(100_000))
            .Money(body.FreeFreightFromFen, Fen.Zero, new Fen(100_000_000))
            .Number(body.AfterSales.AnswerDays, 1, 30)
            .Number(body.AfterSales.SendBackDays, 1, 30)
            .Number(body.AfterSales.ArrivalDays, 1, 30)
            .Number(body.AfterSales.PriceProtectionDays, 0, 30)
            .Text(body.AfterSales.ReturnTo?.Name ?? Absent, 1, 40, "afterSales.returnTo.name")
            .Text(body.AfterSales.ReturnTo?.Phone ?? Absent, 1, 20, "afterSales.returnTo.phone")
            .Text(body.AfterSales.ReturnTo?.Detail ?? Absent, 1, 200, "afterSales.returnTo.detail")
            .Count(body.Banners, 0, 10)
            .Each(
                body.Banners,
                (check, banner) => check.Picture(banner.ImageUrl, required: true).Text(banner.Title, 0, 40).Text(banner.Link, 0, 200)
            )
            .ToRefusal();

    private static async Task<Result<ShopSettings>> Save(BanyanDb db, ShopSettings body)
    {
        var shop = await db.Set<Shop>().AsTracking().FirstOrDefaultAsync().ConfigureAwait(false);
        if (shop is null)
        {
            return Refusal.NotFound;
        }

        db.Entry(shop).CurrentValues.SetValues(shop with { Version = shop.Version + 1, Settings = body });
        return body;
    }
}
