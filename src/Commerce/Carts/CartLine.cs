using System.Globalization;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Carts;

/// <summary>One SKU in a member's cart. Prices are not kept: the cart always shows today's.</summary>
public sealed record CartLine : IShopRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    /// <summary>Member and SKU, so that a SKU is in a cart once.</summary>
    public required string Key { get; init; }

    public int Version { get; init; }

    public required Id MemberId { get; init; }

    public required Id SkuId { get; init; }

    /// <summary>0: taken out, or bought. The row stays, so that taking out is a change like any other and rides in a batch.</summary>
    public required int Quantity { get; init; }

    public required bool Selected { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public bool IsIn => Quantity > 0;

    public static string KeyOf(Id memberId, Id skuId) => string.Create(CultureInfo.InvariantCulture, $"{memberId.Value}:{skuId.Value}");
}

internal static class CartRows
{
    public static readonly RowSet<CartLine, Id> OfMember = new(Stage.Member, line => line.MemberId);
}

internal sealed class CartLineTable : IEntityTypeConfiguration<CartLine>
{
    public void Configure(EntityTypeBuilder<CartLine> builder)
    {
        builder.HasKey(row => new { row.ShopId, row.Key });
        builder.Ignore(row => row.IsIn);
        builder.Property(row => row.Key).HasMaxLength(48);
        builder.HasIndex(row => new { row.ShopId, row.MemberId });
        builder.ToTable(table => table.HasCheckConstraint("ck_cart_line_quantity", "quantity >= 0"));
    }
}
