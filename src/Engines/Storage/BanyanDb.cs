using System.Linq.Expressions;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Banyan.Engines.Storage;

/// <summary>
/// The one database. Modules describe their tables by <see cref="IEntityTypeConfiguration{TEntity}"/> beside their code.
/// LINQ reads are free and see only <see cref="Shop"/>; writes go through <see cref="Commit.Commit"/>.
/// </summary>
public sealed class BanyanDb(DbContextOptions<BanyanDb> options) : DbContext(options)
{
    /// <summary>Name of the query filter that keeps a shop's rows to itself.</summary>
    public const string ShopFilter = "shop";

    /// <summary>The shop whose rows LINQ sees. <see cref="Id.None"/> sees nothing.</summary>
    public Id Shop { get; set; }

    internal bool WritesAllowed { get; set; }

    /// <summary>Contexts are pooled: the next one to hold this one sees no shop and may not write until told otherwise.</summary>
    public override void Dispose()
    {
        Forget();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        Forget();
        return base.DisposeAsync();
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Writes go through Commit.");

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        WritesAllowed
            ? base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
            : throw new NotSupportedException("Writes go through Commit.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Id>().HaveConversion<IdConverter>();
        configurationBuilder.Properties<Fen>().HaveConversion<FenConverter>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var sources = options.FindExtension<ModelSources>() ?? throw new InvalidOperationException("The options name no ModelSources.");
        foreach (var assembly in sources.Assemblies)
        {
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        }

        foreach (var entity in modelBuilder.Model.GetEntityTypes().ToList())
        {
            NameInSnakeCase(entity);
            if (typeof(IVersionedRow).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IVersionedRow.Version))!.IsConcurrencyToken = true;
            }

            foreach (var property in entity.GetProperties().Where(p => p.IsPrimaryKey()))
            {
                property.ValueGenerated = ValueGenerated.Never;
            }

            if (typeof(IShopRow).IsAssignableFrom(entity.ClrType))
            {
                modelBuilder.Entity(entity.ClrType).HasQueryFilter(ShopFilter, RowsOfShop(entity.ClrType));
            }
        }
    }

    private void Forget()
    {
        Shop = Id.None;
        WritesAllowed = false;
    }

    private static void NameInSnakeCase(IMutableEntityType entity)
    {
        entity.SetTableName(SnakeCase.Of(entity.ClrType.Name));
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(SnakeCase.Of(property.Name));
        }

        foreach (var key in entity.GetKeys())
        {
            key.SetName("pk_" + entity.GetTableName());
        }

        foreach (var index in entity.GetIndexes())
        {
            var columns = string.Join('_', index.Properties.Where(p => p.Name != nameof(IShopRow.ShopId)).Select(p => p.GetColumnName()));
            index.SetDatabaseName($"{(index.IsUnique ? "ux" : "ix")}_{entity.GetTableName()}_{columns}");
        }
    }

    private LambdaExpression RowsOfShop(Type row)
    {
        var parameter = Expression.Parameter(row, "row");
        var shop = Expression.Property(Expression.Constant(this), nameof(Shop));
        return Expression.Lambda(Expression.Equal(Expression.Property(parameter, nameof(IShopRow.ShopId)), shop), parameter);
    }

    private sealed class IdConverter() : ValueConverter<Id, long>(id => id.Value, value => new Id(value));

    private sealed class FenConverter() : ValueConverter<Fen, long>(fen => fen.Value, value => new Fen(value));

    private sealed class InstantConverter()
        : ValueConverter<DateTimeOffset, long>(at => at.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
}
