using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Growth.Recommendations;

/// <summary>What those who bought a product bought too, the most frequent first. Its id is the product's.</summary>
internal sealed record ProductCompanions : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required IReadOnlyList<Id> Others { get; init; }
}

internal sealed class ProductCompanionsTable : IEntityTypeConfiguration<ProductCompanions>
{
    public void Configure(EntityTypeBuilder<ProductCompanions> builder)
    {
        builder.HasShopKey();
        builder.Property(row => row.Others).HasJson();
    }
}
