using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Storage;

/// <summary>
/// The order in which a batch locks. Rows of an earlier stage are locked and loaded before those of a later one, tables inside
/// a stage by name, rows inside a table by key: two batches can therefore never wait for each other in a circle.
/// </summary>
public enum Stage
{
    Idempotency,
    Order,
    Member,
    Run,
    Claim,
    Pool,
    Account,
}

public static class StorageAnnotations
{
    internal const string IgnoreDuplicatesName = "Banyan:IgnoreDuplicates";

    /// <summary>A row whose key is already there is silently left as it is (jobs with a dedup key, idempotent facts).</summary>
    public static EntityTypeBuilder<TRow> IgnoreDuplicates<TRow>(this EntityTypeBuilder<TRow> builder)
        where TRow : class
    {
        builder.Metadata.SetAnnotation(IgnoreDuplicatesName, true);
        return builder;
    }

    /// <summary>The usual key: shop, then the row's own id.</summary>
    public static EntityTypeBuilder<TRow> HasShopKey<TRow>(this EntityTypeBuilder<TRow> builder)
        where TRow : class, IIdRow
    {
        builder.HasKey(row => new { row.ShopId, row.Id });
        return builder;
    }
}
