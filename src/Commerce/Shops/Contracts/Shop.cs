using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Shops.Contracts;

/// <summary>A shop: the owner of every other row. Its own ShopId is its Id.</summary>
public sealed record Shop : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    /// <summary>Its name in addresses and in the X-Shop header: lower-case letters, digits and hyphens; unique everywhere.</summary>
    public required string Slug { get; init; }

    public required ShopSettings Settings { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What the owner sets in the console.</summary>
/// <param name="OrderCloseMinutes">An unpaid order is closed after so long.</param>
/// <param name="AutoReceiveDays">A shipped order counts as received after so long.</param>
/// <param name="AfterSaleDays">From receipt; the order is completed after it.</param>
/// <param name="FreeFreightFromFen">Goods for at least so much travel free; null: never.</param>
public sealed record ShopSettings(
    string Name,
    string LogoUrl,
    string Notice,
    string ServicePhone,
    int OrderCloseMinutes,
    int AutoReceiveDays,
    int AfterSaleDays,
    Fen FreightFen,
    Fen? FreeFreightFromFen,
    IReadOnlyList<Banner> Banners
)
{
    public static ShopSettings New(string name) => new(name, "", "", "", 15, 10, 7, new Fen(800), new Fen(9900), []);
}

/// <param name="Link">A page of the shop, such as <c>/pages/goods/product?id=42</c>.</param>
public sealed record Banner(string ImageUrl, string Title, string Link);
