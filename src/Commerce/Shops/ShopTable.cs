using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Shops;

internal sealed class ShopTable : IEntityTypeConfiguration<Shop>
{
    public void Configure(EntityTypeBuilder<Shop> builder)
    {
        builder.HasShopKey();
        builder.Property(shop => shop.Slug).HasMaxLength(40);
        builder.Property(shop => shop.Settings).HasJson();
        builder.HasIndex(shop => shop.Slug).IsUnique();
        builder.ToTable(table => table.HasCheckConstraint("ck_shop_owns_itself", "shop_id = id"));
    }
}
