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
    public AfterSaleRules AfterSales { get; init; } = new();

    public static ShopSettings New(string name) => new(name, "", "", "", 15, 10, 7, new Fen(800), new Fen(9900), []);
}

/// <summary>How long each side of an after-sale has. When the time is over, what the other side may expect happens by itself.</summary>
public sealed record AfterSaleRules
{
    /// <summary>Staff answer a request within so long, or it is agreed to.</summary>
    public int AnswerDays { get; init; } = 3;

    /// <summary>The buyer sends the goods back within so long, or the after-sale ends.</summary>
    public int SendBackDays { get; init; } = 7;

    /// <summary>Staff say within so long that the goods arrived, or the money goes back.</summary>
    public int ArrivalDays { get; init; } = 10;

    /// <summary>When a price falls within so long after payment, the buyer may ask for the difference; 0: never.</summary>
    public int PriceProtectionDays { get; init; } = 7;

    /// <summary>Where goods come back to; without it no return is agreed to by the clock.</summary>
    public ReturnAddress? ReturnTo { get; init; }
}

/// <param name="Detail">The whole address as it stands on a parcel.</param>
public sealed record ReturnAddress(string Name, string Phone, string Detail);

/// <param name="Link">A page of the shop, such as <c>/pages/goods/product?id=42</c>.</param>
public sealed record Banner(string ImageUrl, string Title, string Link);
