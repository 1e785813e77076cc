using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Catalog;

internal static class CatalogLimits
{
    public const int Name = 60;
    public const int Subtitle = 100;
    public const int Url = 500;
    public const int DetailHtml = 60_000;
    public const int Pictures = 12;
    public const int Specs = 3;
    public const int SpecValues = 30;
    public const int Skus = 100;
    public const int Stock = 10_000_000;
    public const int PriceFen = 1_000_000_000;
    public const int Tags = 10;
    public const int Tag = 12;
    public const int Promises = 8;
    public const int Promise = 20;
    public const int Keywords = 100;
    public const int Unit = 6;
    public const int CrossedBasis = 30;
    public const int Brand = 30;
    public const int GroupProducts = 200;
}

internal sealed class CategoryTable : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> builder)
    {
        builder.HasShopKey();
        builder.Property(category => category.Name).HasMaxLength(CatalogLimits.Name);
        builder.Property(category => category.IconUrl).HasMaxLength(CatalogLimits.Url);
    }
}

internal sealed class ProductTable : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.HasShopKey();
        builder.Ignore(product => product.CoverUrl);
        builder.Property(product => product.Name).HasMaxLength(CatalogLimits.Name);
        builder.Property(product => product.Subtitle).HasMaxLength(CatalogLimits.Subtitle);
        builder.Property(product => product.SearchText).HasMaxLength(800);
        builder.Property(product => product.Pictures).HasJson();
        builder.Property(product => product.Specs).HasJson();
        builder.Property(product => product.Rates).HasJson();
        builder.Property(product => product.Tags).HasJson().HasDefaultValueSql("'[]'");
        builder.Property(product => product.TagText).HasMaxLength(CatalogLimits.Tags * (CatalogLimits.Tag * 2 + 1) + 1);
        builder.Property(product => product.Promises).HasJson().HasDefaultValueSql("'[]'");
        builder.Property(product => product.Keywords).HasMaxLength(CatalogLimits.Keywords * 2);
        builder.Property(product => product.VideoUrl).HasMaxLength(CatalogLimits.Url);
        builder.Property(product => product.Unit).HasMaxLength(CatalogLimits.Unit * 2).HasDefaultValueSql("'件'");
        builder.Property(product => product.CrossedBasis).HasMaxLength(CatalogLimits.CrossedBasis * 2);

        // What the sweeper looks for, over all shops.
        builder.HasIndex(product => product.OnShelfAt);
        builder.HasIndex(product => product.OffShelfAt);
        builder.HasIndex(product => new { product.ShopId, product.BrandId });

        // One index per order in which the shop lists its goods.
        builder.HasIndex(product => new
        {
            product.ShopId,
            product.OnShelf,
            product.Sort,
        });
        builder.HasIndex(product => new
        {
            product.ShopId,
            product.OnShelf,
            product.SoldCount,
        });
        builder.HasIndex(product => new
        {
            product.ShopId,
            product.OnShelf,
            product.PriceFen,
        });
        builder.HasIndex(product => new { product.ShopId, product.CategoryId });
        builder.ToTable(table => table.HasCheckConstraint("ck_product_price", "price_fen > 0"));
    }
}

internal sealed class BrandTable : IEntityTypeConfiguration<Brand>
{
    public void Configure(EntityTypeBuilder<Brand> builder)
    {
        builder.HasShopKey();
        builder.Property(brand => brand.Name).HasMaxLength(CatalogLimits.Brand * 2);
        builder.Property(brand => brand.LogoUrl).HasMaxLength(CatalogLimits.Url);
    }
}

internal sealed class GoodsGroupTable : IEntityTypeConfiguration<GoodsGroup>
{
    public void Configure(EntityTypeBuilder<GoodsGroup> builder)
    {
        builder.HasShopKey();
        builder.Property(group => group.Name).HasMaxLength(CatalogLimits.Name);
        builder.Property(group => group.Tag).HasMaxLength(CatalogLimits.Tag * 2);
        builder.Property(group => group.ProductIds).HasJson();
    }
}

internal sealed class SkuTable : IEntityTypeConfiguration<Sku>
{
    public void Configure(EntityTypeBuilder<Sku> builder)
    {
        builder.HasShopKey();
        builder.Ignore(sku => sku.SpecText);
        builder.Property(sku => sku.SpecValues).HasJson();
        builder.Property(sku => sku.Barcode).HasMaxLength(40);
        builder.Property(sku => sku.ImageUrl).HasMaxLength(CatalogLimits.Url);
        builder.Property(sku => sku.StockPool).HasMaxLength(40);
        builder.HasIndex(sku => new { sku.ShopId, sku.ProductId });
        builder.ToTable(table => table.HasCheckConstraint("ck_sku_price", "price_fen > 0"));
    }
}

internal sealed class PriceChangeTable : IEntityTypeConfiguration<PriceChange>
{
    public void Configure(EntityTypeBuilder<PriceChange> builder)
    {
        builder.HasShopKey();
        builder.Property(change => change.Actor).HasMaxLength(40);
        builder.Property(change => change.CrossedBasis).HasMaxLength(CatalogLimits.CrossedBasis * 2);
        builder.HasIndex(change => new { change.ShopId, change.SkuId });
    }
}
