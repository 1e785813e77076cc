using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Stores;

/// <summary>A place on the street where the shop's customers can go. Never deleted: orders name it.</summary>
internal sealed record Store : IIdRow, IVersionedRow
{
    public const int MaxPerShop = 500;

    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string Name { get; init; }

    public required string Phone { get; init; }

    public required string Province { get; init; }

    public required string City { get; init; }

    public required string District { get; init; }

    public required string Detail { get; init; }

    /// <summary>When it is open, in words: 周一至周日 09:00–21:00.</summary>
    public required string Hours { get; init; }

    /// <summary>Longitude in millionths of a degree (GCJ-02, as Chinese maps show it); null: not given.</summary>
    public int? LngMicro { get; init; }

    /// <summary>Latitude in millionths of a degree.</summary>
    public int? LatMicro { get; init; }

    /// <summary>Shown to shoppers.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Orders can be fetched here.</summary>
    public bool CanPickUp { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string Address => $"{Province}{(City == Province ? "" : City)}{District}{Detail}";
}

internal sealed class StoreTable : IEntityTypeConfiguration<Store>
{
    public void Configure(EntityTypeBuilder<Store> builder)
    {
        builder.HasShopKey();
        builder.Property(store => store.Name).HasMaxLength(60);
        builder.Property(store => store.Phone).HasMaxLength(20);
        builder.Property(store => store.Province).HasMaxLength(40);
        builder.Property(store => store.City).HasMaxLength(40);
        builder.Property(store => store.District).HasMaxLength(40);
        builder.Property(store => store.Detail).HasMaxLength(200);
        builder.Property(store => store.Hours).HasMaxLength(80);
        builder.Ignore(store => store.Address);
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_store_place",
                "(lng_micro IS NULL OR (lng_micro >= -180000000 AND lng_micro <= 180000000)) "
                    + "AND (lat_micro IS NULL OR (lat_micro >= -90000000 AND lat_micro <= 90000000))"
            )
        );
    }
}
