using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>What is laid into parcels, or taken from the shelves.</summary>
/// <param name="ShopName">At the head of each slip.</param>
public sealed record SlipSheet(string ShopName, string ServicePhone, IReadOnlyList<OrderSlip> Items);

/// <param name="Lines">With what is still to ship; everything where nothing is.</param>
public sealed record OrderSlip(
    Id Id,
    string No,
    string StateText,
    string Buyer,
    Address? Address,
    DateTimeOffset CreatedAt,
    string Remark,
    string MerchantRemark,
    OrderFlag? Flag,
    IReadOnlyList<SlipLine> Lines
);

/// <param name="Quantity">Pieces to pack now.</param>
public sealed record SlipLine(Id SkuId, string Name, string SpecText, string ImageUrl, int Quantity);

/// <summary>Several orders at once, to be printed.</summary>
internal static class PrintSlips
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/orders/slips", Handle)
            .RequirePermission("orders.ship")
            .WithName("GetOrderSlips")
            .WithTags("Orders")
            .Produces<SlipSheet>();

    /// <param name="ids">Separated by commas, at most a hundred; in this order they are printed.</param>
    private static async Task<IResult> Handle(
        StaffCaller caller,
        string? ids,
        BanyanDb db,
        IMemberLookup members,
        IShopSettings settings,
        CancellationToken cancellation
    )
    {
        var wanted = (ids ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => Id.TryParse(text, null, out var id) ? id : Id.None)
            .Distinct()
            .Take(PageQuery.MaxSize)
            .ToList();
        var orders = await db.Set<Order>().AsNoTracking().Where(order => wanted.Contains(order.Id)).ToListAsync(cancellation);
        var lines = await OrderFiles.LinesOf(db, orders, cancellation);
        var people = await members.People(caller.ShopId, [.. orders.Select(order => order.MemberId).Distinct()], cancellation);
        var shop = await settings.Of(caller.ShopId, cancellation);
        var slips = orders
            .OrderBy(order => wanted.IndexOf(order.Id))
            .Select(order => new OrderSlip(
                order.Id,
                order.No,
                OrderTexts.Of(order),
                Buyer.Of(order.MemberId, people).Nickname,
                order.Address,
                order.CreatedAt,
                order.Remark,
                order.MerchantRemark,
                order.Flag,
                LinesOf([.. lines[order.Id]])
            ));
        return Results.Ok(new SlipSheet(shop.Name, shop.ServicePhone, [.. slips]));
    }

    private static IReadOnlyList<SlipLine> LinesOf(IReadOnlyList<OrderLine> lines)
    {
        var isOver = lines.All(line => line.ToShipQuantity == 0);
        return
        [
            .. lines
                .Select(line => new SlipLine(
                    line.SkuId,
                    line.Name,
                    line.SpecText,
                    line.ImageUrl,
                    isOver ? line.Quantity : line.ToShipQuantity
                ))
                .Where(line => line.Quantity > 0),
        ];
    }
}
