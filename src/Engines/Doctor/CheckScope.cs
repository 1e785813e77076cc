using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Doctor;

/// <summary>Which rows an examination looks at.</summary>
/// <param name="Shop">One shop's; null: those of all shops.</param>
/// <param name="Since">Only what was touched since; null: everything.</param>
public sealed record CheckScope(Id? Shop, DateTimeOffset? Since)
{
    public static readonly CheckScope Everything = new(null, null);
}

public static class ScopedRows
{
    /// <summary>The rows of the scope's shop, or of all shops. What was touched is for each check to say.</summary>
    public static IQueryable<TRow> Within<TRow>(this DbSet<TRow> rows, CheckScope scope)
        where TRow : class, IShopRow =>
        scope.Shop is { } shop
            ? rows.IgnoreQueryFilters().AsNoTracking().Where(row => row.ShopId == shop)
            : rows.IgnoreQueryFilters().AsNoTracking();
}
