using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Nodes;

/// <summary>A named value that all nodes share, such as a sealed key; of one shop, or of none (<see cref="Id.None"/>).</summary>
public sealed record SystemValue : IVersionedRow
{
    public required Id ShopId { get; init; }

    public required string Name { get; init; }

    public int Version { get; init; }

    public required string Value { get; init; }
}

/// <summary>Reads and writes <see cref="SystemValue"/>s. For rare things: every call is a database round trip.</summary>
public sealed class SystemValues(IDbContextFactory<BanyanDb> factory, Commit.Commit commit)
{
    public async Task<string?> Find(Id shopId, string name, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        db.Shop = shopId;
        return await db.Set<SystemValue>()
            .AsNoTracking()
            .Where(row => row.Name == name)
            .Select(row => row.Value)
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
    }

    public async Task Set(Id shopId, string name, string value, CancellationToken cancellation) =>
        await commit.Exclusive<Done>(shopId, db => Put(db, shopId, name, value), cancellation).ConfigureAwait(false);

    /// <summary>The value, made now when there is none; of two nodes that make it at once, one wins and both get its value.</summary>
    public async Task<string> FindOrMake(Id shopId, string name, Func<string> make, CancellationToken cancellation)
    {
        if (await Find(shopId, name, cancellation).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        try
        {
            await commit.Exclusive<Done>(shopId, db => Add(db, shopId, name, make()), cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // The other node was first; its value counts.
        }

        return await Find(shopId, name, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The system value {name} could not be stored.");
    }

    private static async Task<Result<Done>> Put(BanyanDb db, Id shopId, string name, string value)
    {
        var row = await db.Set<SystemValue>().AsTracking().FirstOrDefaultAsync(row => row.Name == name).ConfigureAwait(false);
        if (row is null)
        {
            return await Add(db, shopId, name, value).ConfigureAwait(false);
        }

        db.Entry(row).CurrentValues.SetValues(row with { Version = row.Version + 1, Value = value });
        return Done.Yes;
    }

    private static Task<Result<Done>> Add(BanyanDb db, Id shopId, string name, string value)
    {
        db.Add(
            new SystemValue
            {
                ShopId = shopId,
                Name = name,
                Value = value,
            }
        );
        return Task.FromResult<Result<Done>>(Done.Yes);
    }
}

internal sealed class SystemValueTable : IEntityTypeConfiguration<SystemValue>
{
    public void Configure(EntityTypeBuilder<SystemValue> builder)
    {
        builder.HasKey(row => new { row.ShopId, row.Name });
        builder.Property(row => row.Name).HasMaxLength(80);
    }
}
