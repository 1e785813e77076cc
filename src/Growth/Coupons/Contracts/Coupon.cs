using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Growth.Coupons.Contracts;

public enum CouponType
{
    /// <summary>A fixed amount off 代金券.</summary>
    Fixed,

    /// <summary>A percentage off 折扣券.</summary>
    Percent,

    /// <summary>Goods for nothing 兑换赠品券.</summary>
    Gift,

    /// <summary>Pays the freight 运费券.</summary>
    Freight,
}

/// <summary>What a coupon is worth and when it counts. Fixed once the first one was taken.</summary>
public sealed record CouponTerms(CouponType Type, Fen FromFen, GoodsScope Scope)
{
    public Fen OffFen { get; init; }

    /// <summary>What is asked, in parts per million: 8 折 = 800 000.</summary>
    public int? KeepPpm { get; init; }

    public Fen? CapFen { get; init; }

    public Id? GiftSkuId { get; init; }

    /// <summary>Usable from the day it is taken for so many days; null: within the dates.</summary>
    public int? ValidDays { get; init; }

    public DateTimeOffset? UsableFrom { get; init; }

    public DateTimeOffset? UsableUntil { get; init; }
}

/// <summary>A coupon that the shop issues: members take copies of it.</summary>
public sealed record CouponTemplate : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string Name { get; init; }

    public string Note { get; init; } = "";

    public required CouponTerms Terms { get; init; }

    /// <summary>How many there are in all; the pool <see cref="PoolOf"/> counts them.</summary>
    public required long Total { get; init; }

    public required int PerMember { get; init; }

    /// <summary>Shown in the coupon centre for everybody to take; otherwise given by staff and campaigns only.</summary>
    public bool InCentre { get; init; }

    /// <summary>No more are given out; those that were taken stay good.</summary>
    public bool IsStopped { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static string PoolOf(Id templateId) => $"coupon:{templateId}";

    public static string MemberPoolOf(Id templateId, Id memberId) => $"coupon:{templateId}:m:{memberId}";
}

public enum CouponState
{
    Unused,

    /// <summary>In an order that is not paid yet.</summary>
    Locked,

    Used,
}

/// <summary>A coupon in a member's hands.</summary>
public sealed record Coupon : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id TemplateId { get; init; }

    public required Id MemberId { get; init; }

    public required CouponState State { get; init; }

    /// <summary>The order that holds or used it.</summary>
    public Id? OrderId { get; init; }

    /// <summary>Why the member has it, in Chinese.</summary>
    public required string Why { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public required DateTimeOffset UsableFrom { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How prices name it.</summary>
    public static string RefOf(Id couponId) => $"coupon:{couponId}";
}

/// <summary>Templates are locked among what members hold, coupons after them.</summary>
public static class CouponRows
{
    public static readonly RowSet<CouponTemplate, Id> TemplateById = new(Stage.Member, row => row.Id);
    public static readonly RowSet<Coupon, Id> ById = new(Stage.Run, row => row.Id);
}

internal sealed class CouponTemplateTable : IEntityTypeConfiguration<CouponTemplate>
{
    public void Configure(EntityTypeBuilder<CouponTemplate> builder)
    {
        builder.HasShopKey();
        builder.Property(row => row.Name).HasMaxLength(CouponLimits.Name);
        builder.Property(row => row.Note).HasMaxLength(CouponLimits.Note);
        builder.Property(row => row.Terms).HasJson();
        builder.ToTable(table => table.HasCheckConstraint("ck_coupon_template", "total > 0 AND per_member > 0"));
    }
}

internal sealed class CouponTable : IEntityTypeConfiguration<Coupon>
{
    public void Configure(EntityTypeBuilder<Coupon> builder)
    {
        builder.HasShopKey();
        builder.Property(row => row.Why).HasMaxLength(80);
        builder.HasIndex(row => new
        {
            row.ShopId,
            row.MemberId,
            row.State,
        });
        builder.HasIndex(row => new { row.ShopId, row.TemplateId });
        builder.HasIndex(row => new { row.ShopId, row.OrderId });
    }
}

internal static class CouponLimits
{
    public const int Name = 20;
    public const int Note = 100;

    /// <summary>Coupons of one member that a price looks at, the soonest to expire first.</summary>
    public const int PerQuote = 50;
}
