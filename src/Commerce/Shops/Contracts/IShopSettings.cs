using Banyan.Kernel;

namespace Banyan.Commerce.Shops.Contracts;

/// <summary>The settings of a shop, from memory; an edit on this node is seen at once, one on another node within seconds.</summary>
public interface IShopSettings
{
    /// <exception cref="InvalidOperationException">There is no such shop.</exception>
    ValueTask<ShopSettings> Of(Id shopId, CancellationToken cancellation);
}

/// <summary>Finds shops for requests that carry no token.</summary>
public interface IShopDirectory
{
    /// <summary>The shop with this slug, or the first shop when <paramref name="slug"/> is null.</summary>
    ValueTask<ShopName?> Find(string? slug, CancellationToken cancellation);

    /// <summary>The shop with this id.</summary>
    ValueTask<ShopName?> Find(Id shopId, CancellationToken cancellation);
}

public sealed record ShopName(Id Id, string Slug, string Name);

/// <summary>What only a demonstration has. Outside of demo mode <see cref="IsDemo"/> is false and there are no personas.</summary>
public interface IDemoStage
{
    bool IsDemo { get; }

    /// <summary>People whom a visitor may play, with the login code for each.</summary>
    IReadOnlyList<Persona> PersonasOf(ShopName shop);
}

/// <param name="Code">Given to <c>POST /api/shop/sessions</c>, such as <c>persona:alice</c>.</param>
/// <param name="About">Who this is, in a few Chinese words.</param>
public sealed record Persona(string Code, string Name, string AvatarUrl, string About);

/// <summary>Makes shops.</summary>
public interface IOpenShop
{
    /// <returns>The new shop's id; refused with <c>slug_taken</c>.</returns>
    Task<Result<Id>> Open(string slug, ShopSettings settings, CancellationToken cancellation);
}
