using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Commit;

/// <summary>What an act with a client's key answered.</summary>
public sealed record Idempotency : IShopRow
{
    public required Id ShopId { get; init; }

    public required string Key { get; init; }

    public required string RequestHash { get; init; }

    public required string Result { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal static class IdempotencyStore
{
    public static readonly RowSet<Idempotency, string> ByKey = new(Stage.Idempotency, row => row.Key);

    public static readonly Refusal KeyReused = new(
        "idempotency_key_reused",
        422,
        "同一个幂等键不能用于不同的请求",
        "This Idempotency-Key was used for a different request"
    );
}

internal sealed class IdempotencyTable : IEntityTypeConfiguration<Idempotency>
{
    public void Configure(EntityTypeBuilder<Idempotency> builder)
    {
        builder.HasKey(row => new { row.ShopId, row.Key });
        builder.Property(row => row.Key).HasMaxLength(160);
        builder.Property(row => row.RequestHash).HasMaxLength(64);
        builder.HasIndex(row => new { row.ShopId, row.CreatedAt });
    }
}
