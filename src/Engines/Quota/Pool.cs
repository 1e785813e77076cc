using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Quota;

/// <summary>
/// A limited quantity: stock, seats, prizes, a budget in fen, how often one member may do a thing.
/// Always 0 ≤ Taken + Held ≤ Total; the database checks it too.
/// </summary>
public sealed record Pool : IShopRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    /// <summary>What it limits, such as <c>sku:42</c> or <c>run:7:seats</c>.</summary>
    public required string Key { get; init; }

    public int Version { get; init; }

    public required long Total { get; init; }

    public long Held { get; init; }

    public long Taken { get; init; }

    public long Left => Total - Held - Taken;
}

public enum ClaimState
{
    /// <summary>Reserved until paid or expired.</summary>
    Held,
    Taken,
    Released,
}

/// <summary>A reservation in a pool: held → taken or released; taken → released when it is given back.</summary>
public sealed record Claim : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string PoolKey { get; init; }

    /// <summary>Who holds it, such as <c>order:42</c>; all claims of a holder are found together.</summary>
    public required string Holder { get; init; }

    /// <summary>Which part of the holder it serves, such as an order line's id; empty for the whole.</summary>
    public string Part { get; init; } = "";

    public required long Quantity { get; init; }

    /// <summary>How much of a taken claim was given back piece by piece.</summary>
    public long Returned { get; init; }

    public ClaimState State { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class PoolTable : IEntityTypeConfiguration<Pool>
{
    public void Configure(EntityTypeBuilder<Pool> builder)
    {
        builder.HasKey(pool => new { pool.ShopId, pool.Key });
        builder.Property(pool => pool.Key).HasMaxLength(120);
        builder.Ignore(pool => pool.Left);
        builder.ToTable(table =>
            table.HasCheckConstraint("ck_pool_bounds", "total >= 0 AND held >= 0 AND taken >= 0 AND taken + held <= total")
        );
    }
}

internal sealed class ClaimTable : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> builder)
    {
        builder.HasShopKey();
        builder.Property(claim => claim.PoolKey).HasMaxLength(120);
        builder.Property(claim => claim.Holder).HasMaxLength(80);
        builder.Property(claim => claim.Part).HasMaxLength(40);
        builder.HasIndex(claim => new { claim.ShopId, claim.Holder });
        builder.HasIndex(claim => new { claim.ShopId, claim.PoolKey });
        builder.ToTable(table => table.HasCheckConstraint("ck_claim_quantity", "quantity > 0 AND returned >= 0 AND returned <= quantity"));
    }
}
