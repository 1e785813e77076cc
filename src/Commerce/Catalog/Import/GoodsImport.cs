using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Catalog.Import;

public enum ImportState
{
    /// <summary>Read and judged; nothing is written yet.</summary>
    Checked,
    Running,
    Finished,
}

/// <summary>One file of goods on its way into the catalog.</summary>
internal sealed record GoodsImport : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string FileName { get; init; }

    public ImportState State { get; init; }

    /// <summary>Rows of the file, without its heading.</summary>
    public required int RowCount { get; init; }

    /// <summary>Rows that are not imported.</summary>
    public required int BadCount { get; init; }

    /// <summary>Products that the good rows make.</summary>
    public required int ProductCount { get; init; }

    public required string Actor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>One product of the file, or one row that makes none.</summary>
internal sealed record ImportItem : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id ImportId { get; init; }

    /// <summary>Of the first row.</summary>
    public required int Line { get; init; }

    /// <summary>The rows as they stand in the file.</summary>
    public required IReadOnlyList<CsvLine> Rows { get; init; }

    /// <summary>Null where the rows make no product.</summary>
    public ProductInput? Product { get; init; }

    /// <summary>Why it is not imported; empty: it is.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    public ImportItemState State { get; init; }

    public Id? ProductId { get; init; }
}

internal enum ImportItemState
{
    Bad,
    Waiting,
    Done,

    /// <summary>Was good when it was read, and was refused when it was written.</summary>
    Failed,
}

internal sealed record CsvLine(int Line, IReadOnlyList<string> Cells);

internal sealed class GoodsImportTable : IEntityTypeConfiguration<GoodsImport>
{
    public void Configure(EntityTypeBuilder<GoodsImport> builder)
    {
        builder.HasShopKey();
        builder.Property(row => row.FileName).HasMaxLength(200);
        builder.Property(row => row.Actor).HasMaxLength(40);
    }
}

internal sealed class ImportItemTable : IEntityTypeConfiguration<ImportItem>
{
    public void Configure(EntityTypeBuilder<ImportItem> builder)
    {
        builder.HasShopKey();
        builder.Property(row => row.Rows).HasJson();
        builder.Property(row => row.Product).HasJson();
        builder.Property(row => row.Faults).HasJson();
        builder.HasIndex(row => new
        {
            row.ShopId,
            row.ImportId,
            row.State,
            row.Line,
        });
    }
}

internal static class ImportRows
{
    public static readonly RowSet<GoodsImport, Id> ById = new(Stage.Order, row => row.Id);
    public static readonly RowSet<ImportItem, Id> ItemById = new(Stage.Order, row => row.Id);
}
