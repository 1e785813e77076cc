using System.Text.Json;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Storage;

/// <summary>One typed document of a shop, such as its rules for bonds. Written by staff, read often, never searched.</summary>
public sealed record ShopDocument : IShopRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required string Name { get; init; }

    public int Version { get; init; }

    public required string Json { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Reads and writes the documents of shops.</summary>
public sealed class ShopDocuments(IDbContextFactory<BanyanDb> factory, Commit.Commit commit, TimeProvider clock)
{
    /// <summary>The document and its version; <paramref name="otherwise"/> and 0 where the shop has none.</summary>
    public async Task<(T Document, int Version)> Read<T>(Id shopId, string name, T otherwise, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        db.Shop = shopId;
        var row = await db.Set<ShopDocument>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Name == name, cancellation)
            .ConfigureAwait(false);
        return row is null ? (otherwise, 0) : (JsonSerializer.Deserialize<T>(row.Json, JsonColumns.Options)!, row.Version + 1);
    }

    /// <summary>Replaces the document.</summary>
    public Task<Result<T>> Write<T>(Id shopId, string name, T document, CancellationToken cancellation) =>
        commit.Exclusive<T>(
            shopId,
            async db =>
            {
                var json = JsonSerializer.Serialize(document, JsonColumns.Options);
                var row = await db.Set<ShopDocument>().FirstOrDefaultAsync(row => row.Name == name, cancellation).ConfigureAwait(false);
                var now = clock.GetUtcNow();
                if (row is null)
                {
                    db.Add(
                        new ShopDocument
                        {
                            ShopId = shopId,
                            Name = name,
                            Json = json,
                            UpdatedAt = now,
                        }
                    );
                }
                else
                {
                    db.Entry(row).CurrentValues.SetValues(row with { Json = json, UpdatedAt = now, Version = row.Version + 1 });
                }

                return document;
            },
            cancellation
        );
}

internal sealed class ShopDocumentTable : IEntityTypeConfiguration<ShopDocument>
{
    public void Configure(EntityTypeBuilder<ShopDocument> builder)
    {
        builder.HasKey(row => new { row.ShopId, row.Name });
        builder.Property(row => row.Name).HasMaxLength(60);
    }
}
