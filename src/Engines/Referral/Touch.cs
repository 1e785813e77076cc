using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Referral;

/// <summary>A share: who shared what by which channel. Its code is random, because it is shown to strangers.</summary>
public sealed record Share : IShopRow
{
    public required Id ShopId { get; init; }

    /// <summary>10 characters of base58; fits a mini-program scene (at most 32 characters).</summary>
    public required string Code { get; init; }

    /// <summary>None for a share of the shop itself (a channel code).</summary>
    public required Id SharerId { get; init; }

    /// <summary>home, product, campaign, run or distribution.</summary>
    public required string TargetType { get; init; }

    public Id? TargetId { get; init; }

    public required string Channel { get; init; }

    /// <summary>The touch through which the sharer came, so that touches form a tree.</summary>
    public Id? ParentTouchId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>One opening of one share by one visitor.</summary>
public sealed record Touch : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required string ShareCode { get; init; }

    public required Id SharerId { get; init; }

    public required string TargetType { get; init; }

    public Id? TargetId { get; init; }

    public required string Channel { get; init; }

    public Id? ParentTouchId { get; init; }

    /// <summary>Random and kept by the client; joins what happened before login.</summary>
    public required string VisitorId { get; init; }

    /// <summary>The visitor, if logged in at the time.</summary>
    public Id? MemberId { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class ShareTable : IEntityTypeConfiguration<Share>
{
    public void Configure(EntityTypeBuilder<Share> builder)
    {
        builder.HasKey(share => new { share.ShopId, share.Code });
        builder.Property(share => share.Code).HasMaxLength(32);
        builder.Property(share => share.TargetType).HasMaxLength(20);
        builder.Property(share => share.Channel).HasMaxLength(40);
        builder.HasIndex(share => new { share.ShopId, share.SharerId });
    }
}

internal sealed class TouchTable : IEntityTypeConfiguration<Touch>
{
    public void Configure(EntityTypeBuilder<Touch> builder)
    {
        builder.HasShopKey();
        builder.Property(touch => touch.ShareCode).HasMaxLength(32);
        builder.Property(touch => touch.TargetType).HasMaxLength(20);
        builder.Property(touch => touch.Channel).HasMaxLength(40);
        builder.Property(touch => touch.VisitorId).HasMaxLength(64);
        builder.HasIndex(touch => new { touch.ShopId, touch.VisitorId });
        builder.HasIndex(touch => new
        {
            touch.ShopId,
            touch.MemberId,
            touch.At,
        });
        builder.HasIndex(touch => new { touch.ShopId, touch.At });
        builder.HasIndex(touch => new
        {
            touch.ShopId,
            touch.SharerId,
            touch.At,
        });
    }
}
