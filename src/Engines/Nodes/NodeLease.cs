using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Nodes;

/// <summary>Which process makes ids with which node number. Belongs to no shop: <see cref="Id.None"/>.</summary>
public sealed record NodeLease : IVersionedRow
{
    public required Id ShopId { get; init; }

    public required int Node { get; init; }

    public int Version { get; init; }

    /// <summary>The process, by a random name made at its start.</summary>
    public required string Holder { get; init; }

    /// <summary>By the machine's clock; after it another process may take the number.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The latest time that may stand in an id made with this number, by the clock that ids use.</summary>
    public required DateTimeOffset UsedUntil { get; init; }
}

internal sealed class NodeLeaseTable : IEntityTypeConfiguration<NodeLease>
{
    public void Configure(EntityTypeBuilder<NodeLease> builder)
    {
        builder.HasKey(lease => new { lease.ShopId, lease.Node });
        builder.Property(lease => lease.Holder).HasMaxLength(60);
    }
}
