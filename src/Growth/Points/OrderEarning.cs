using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Growth.Points;

/// <summary>
/// What an order uses and earns, with the rates that counted when it was placed. What stands is a function of the order's lines alone, so
/// that the path of refunds does not matter.
/// </summary>
internal sealed record OrderEarning : IShopRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id OrderId { get; init; }

    public int Version { get; init; }

    public required Id MemberId { get; init; }

    /// <summary>Points used as a discount.</summary>
    public required long Used { get; init; }

    /// <summary>Of these, given back by refunds.</summary>
    public long UsedBack { get; init; }

    /// <summary>Points per yuan, in parts per million: the level's multiplier is in it.</summary>
    public required long PointsPpm { get; init; }

    public required long GrowthPerYuan { get; init; }

    /// <summary>Points that stand now, pending or credited, including <see cref="HeldPoints"/>.</summary>
    public long Points { get; init; }

    /// <summary>Of these, set aside while refunds are under way.</summary>
    public long HeldPoints { get; init; }

    /// <summary>Growth that was credited, including <see cref="HeldGrowth"/>.</summary>
    public long Growth { get; init; }

    /// <summary>Of it, set aside while refunds are under way.</summary>
    public long HeldGrowth { get; init; }

    /// <summary>The after-sale window is over: points and growth are credited.</summary>
    public bool IsCredited { get; init; }

    /// <summary>Makes the source of every posting its own.</summary>
    public int Postings { get; init; }
}

internal static class EarningRows
{
    public static readonly RowSet<OrderEarning, Id> OfOrder = new(Stage.Member, row => row.OrderId);
}

internal sealed class OrderEarningTable : IEntityTypeConfiguration<OrderEarning>
{
    public void Configure(EntityTypeBuilder<OrderEarning> builder)
    {
        builder.HasKey(row => new { row.ShopId, row.OrderId });
        builder.ToTable(table => table.HasCheckConstraint("ck_order_earning", "used >= 0 AND used_back >= 0 AND used_back <= used"));
    }
}
