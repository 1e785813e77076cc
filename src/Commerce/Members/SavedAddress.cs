using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Members;

/// <summary>An address in a member's book. At most one of a member's addresses is the default one.</summary>
internal sealed record SavedAddress : IIdRow, IVersionedRow
{
    public const int MaxPerMember = 20;

    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id MemberId { get; init; }

    public required string Name { get; init; }

    /// <summary>Encrypted (<see cref="Contracts.PhoneVault"/>).</summary>
    public required string PhoneSealed { get; init; }

    public required string Province { get; init; }

    public required string City { get; init; }

    public required string District { get; init; }

    public required string Detail { get; init; }

    public required bool IsDefault { get; init; }
}

internal static class AddressRows
{
    public static readonly RowSet<SavedAddress, Id> OfMember = new(Stage.Member, address => address.MemberId);
}

internal sealed class SavedAddressTable : IEntityTypeConfiguration<SavedAddress>
{
    public void Configure(EntityTypeBuilder<SavedAddress> builder)
    {
        builder.HasShopKey();
        builder.Property(address => address.Name).HasMaxLength(40);
        builder.Property(address => address.PhoneSealed).HasMaxLength(1000);
        builder.Property(address => address.Province).HasMaxLength(40);
        builder.Property(address => address.City).HasMaxLength(40);
        builder.Property(address => address.District).HasMaxLength(40);
        builder.Property(address => address.Detail).HasMaxLength(200);
        builder.HasIndex(address => new { address.ShopId, address.MemberId });
    }
}
