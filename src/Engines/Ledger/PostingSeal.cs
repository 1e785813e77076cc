using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Ledger;

/// <summary>
/// A link of a shop's chain: the hash over a run of postings and over the link before it. Whoever changes, removes or slips in an old
/// posting breaks every later link, which a copy of the last hash kept elsewhere shows even to somebody who rewrites the chain.
/// </summary>
public sealed record PostingSeal : IShopRow
{
    public required Id ShopId { get; init; }

    /// <summary>1, 2, 3 … in each shop.</summary>
    public required long Number { get; init; }

    /// <summary>The last posting of the run; it begins after the one that the link before ends with.</summary>
    public required Id LastPostingId { get; init; }

    public required int Postings { get; init; }

    /// <summary>SHA-256 in hexadecimal.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset SealedAt { get; init; }
}

internal sealed class PostingSealTable : IEntityTypeConfiguration<PostingSeal>
{
    public void Configure(EntityTypeBuilder<PostingSeal> builder)
    {
        builder.HasKey(seal => new { seal.ShopId, seal.Number });
        builder.Property(seal => seal.Hash).HasMaxLength(64);
    }
}
