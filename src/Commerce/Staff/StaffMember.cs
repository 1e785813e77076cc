using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Staff;

/// <summary>Somebody who works for the shop.</summary>
internal sealed record StaffMember : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    /// <summary>Lower-case; unique in the shop.</summary>
    public required string Login { get; init; }

    public required string Name { get; init; }

    public required string PasswordHash { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public bool Disabled { get; init; }

    /// <summary>Raised to end every session.</summary>
    public int SessionVersion { get; init; }

    public DateTimeOffset? LastLoginAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class StaffMemberTable : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.HasShopKey();
        builder.Property(staff => staff.Login).HasMaxLength(40);
        builder.Property(staff => staff.Name).HasMaxLength(40);
        builder.Property(staff => staff.PasswordHash).HasMaxLength(200);
        builder.Property(staff => staff.Roles).HasJson();
        builder.HasIndex(staff => new { staff.ShopId, staff.Login }).IsUnique();
    }
}
