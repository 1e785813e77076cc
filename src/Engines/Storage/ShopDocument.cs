using System.Collections.Concurrent;
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

/// <summary>
/// Reads and writes the documents of shops. What was read is kept for seconds, and forgotten on every node when it is
/// replaced.
/// </summary>
public sealed class ShopDocuments
{
    private const long FreshMs = 3_000;
    private const string Topic = "document:";

    private static readonly GroupRead<string, ShopDocument> ByName = new(
        async (db, names, cancellation) =>
            await db.Set<ShopDocument>()
                .AsNoTracking()
                .Where(row => names.Contains(row.Name))
                .ToDictionaryAsync(row => row.Name, StringComparer.Ordinal, cancellation)
                .ConfigureAwait(false)
    );

    private readonly GroupReads reads;
    private readonly Commit.Commit commit;
    private readonly TimeProvider clock;
    private readonly Signals signals;
    private readonly ConcurrentDictionary<(Id Shop, string Name), Kept> kept = new();
    private long changes;

    public ShopDocuments(GroupReads reads, Commit.Commit commit, TimeProvider clock, Signals signals)
    {
        (this.reads, this.commit, this.clock, this.signals) = (reads, commit, clock, signals);
        signals.Subscribe(Topic, _ => Forget());
    }

    /// <summary>The document and its version; <paramref name="otherwise"/> and 0 where the shop has none.</summary>
    public async Task<(T Document, int Version)> Read<T>(Id shopId, string name, T otherwise, CancellationToken cancellation)
    {
        var key = (shopId, name);
        if (kept.TryGetValue(key, out var known) && Environment.TickCount64 - known.At <= FreshMs)
        {
            return known.Document is T document ? (document, known.Version) : (otherwise, 0);
        }

        // What was read before a change must not be kept after it.
        var (before, at) = (Interlocked.Read(ref changes), Environment.TickCount64);
        var row = await reads.Find(ByName, shopId, name, cancellation).ConfigureAwait(false);
        var found = row is null
            ? new Kept(null, 0, at)
            : new Kept(JsonSerializer.Deserialize<T>(row.Json, JsonColumns.Options), row.Version + 1, at);
        if (Interlocked.Read(ref changes) == before)
        {
            kept[key] = found;
        }

        return found.Document is T read ? (read, found.Version) : (otherwise, 0);
    }

    /// <summary>Replaces the document.</summary>
    public async Task<Result<T>> Write<T>(Id shopId, string name, T document, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(document, JsonColumns.Options);
        var written = await commit
            .Exclusive<T>(
                shopId,
                async db =>
                {
                    await Put(db, shopId, name, json, cancellation).ConfigureAwait(false);
                    return document;
                },
                cancellation
            )
            .ConfigureAwait(false);
        await signals.Tell($"{Topic}{shopId}:{name}", cancellation).ConfigureAwait(false);
        return written;
    }

    private async Task Put(BanyanDb db, Id shopId, string name, string json, CancellationToken cancellation)
    {
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
    }

    /// <summary>Edits are rare: all documents are read again, whichever changed.</summary>
    private void Forget()
    {
        Interlocked.Increment(ref changes);
        kept.Clear();
    }

    private sealed record Kept(object? Document, int Version, long At);
}

internal sealed class ShopDocumentTable : IEntityTypeConfiguration<ShopDocument>
{
    public void Configure(EntityTypeBuilder<ShopDocument> builder)
    {
        builder.HasKey(row => new { row.ShopId, row.Name });
        builder.Property(row => row.Name).HasMaxLength(60);
    }
}
