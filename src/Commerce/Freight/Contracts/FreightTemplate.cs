using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Freight.Contracts;

/// <summary>What freight is counted by.</summary>
public enum FreightUnit
{
    /// <summary>Pieces.</summary>
    Piece,

    /// <summary>Grams.</summary>
    Weight,
}

/// <summary>What it costs to send goods, by where they go. Goods without a template follow the shop's own rule.</summary>
public sealed record FreightTemplate : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string Name { get; init; }

    public required FreightUnit Unit { get; init; }

    /// <summary>Exactly one of them is for everywhere else.</summary>
    public required IReadOnlyList<FreightZone> Zones { get; init; }

    /// <summary>The zone of a province; without one, what holds everywhere else.</summary>
    public FreightZone ZoneOf(string? province) =>
        Zones.FirstOrDefault(zone => province is not null && zone.Provinces.Contains(province, StringComparer.Ordinal))
        ?? Zones.First(zone => zone.IsElsewhere);
}

/// <summary>What some provinces cost.</summary>
/// <param name="Provinces">As they stand in addresses, such as 浙江省; empty: everywhere else.</param>
/// <param name="First">So many pieces or grams cost <paramref name="FirstFen"/>.</param>
/// <param name="Step">Each further so many, begun ones too, cost <paramref name="StepFen"/>.</param>
/// <param name="FreeFromFen">Goods of the template for at least so much travel free; null: never.</param>
/// <param name="FreeFromPieces">So many pieces of the template travel free; null: never.</param>
/// <param name="NoDelivery">Nothing is sent there.</param>
public sealed record FreightZone(
    IReadOnlyList<string> Provinces,
    int First,
    Fen FirstFen,
    int Step,
    Fen StepFen,
    Fen? FreeFromFen,
    int? FreeFromPieces,
    bool NoDelivery
)
{
    public bool IsElsewhere => Provinces.Count == 0;

    /// <summary>The freight for so many units, before anything makes it free.</summary>
    public Fen CostOf(long units)
    {
        var further = Math.Max(0, units - First);
        return FirstFen + StepFen * ((further + Step - 1) / Step);
    }

    public bool IsFree(Fen goods, long pieces) => goods >= FreeFromFen || pieces >= FreeFromPieces;
}

/// <summary>Looks templates up for pricing, in groups.</summary>
public interface IFreightTemplates
{
    /// <summary>Those that exist in the shop; unknown ids are left out.</summary>
    Task<IReadOnlyDictionary<Id, FreightTemplate>> Find(Id shopId, IReadOnlyCollection<Id> ids, CancellationToken cancellation);
}

internal sealed class FreightTemplateTable : IEntityTypeConfiguration<FreightTemplate>
{
    public void Configure(EntityTypeBuilder<FreightTemplate> builder)
    {
        builder.HasShopKey();
        builder.Property(template => template.Name).HasMaxLength(40);
        builder.Property(template => template.Zones).HasJson();
    }
}
