using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Growth.Distribution.Contracts;

/// <summary>A member who is, was or wants to be allowed to earn commission.</summary>
public sealed record Distributor : IShopRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id MemberId { get; init; }

    public int Version { get; init; }

    public required DistributorStatus Status { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }

    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>Why staff rejected or froze, shown to the member.</summary>
    public string Reason { get; init; } = "";
}

public static class DistributorRows
{
    public static readonly RowSet<Distributor, Id> ByMember = new(Stage.Member, row => row.MemberId);
}

internal sealed class DistributorTable : IEntityTypeConfiguration<Distributor>
{
    public void Configure(EntityTypeBuilder<Distributor> builder)
    {
        builder.HasKey(row => new { row.ShopId, row.MemberId });
        builder.Property(row => row.Reason).HasMaxLength(200);
        builder.HasIndex(row => new { row.ShopId, row.Status });
    }
}
