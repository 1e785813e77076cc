using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Members.Secrets;

/// <summary>A random secret of one shop, encrypted. In the database, so that every node has the same without being told.</summary>
internal sealed record ShopSecret : IShopRow
{
    public required Id ShopId { get; init; }

    public required string Name { get; init; }

    public required string Sealed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal static class ShopSecrets
{
    public const string PhoneIndex = "phone_index";

    public static readonly RowSet<ShopSecret, string> ByName = new(Stage.Member, secret => secret.Name);
}

/// <summary>Keeps a new secret, or answers the one that is there: the first one made stands for ever.</summary>
internal sealed class KeepSecret : Act<ShopSecret>
{
    public required string Name { get; init; }

    public required string Sealed { get; init; }

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(ShopSecrets.ByName, ShopId, Name);
        }
    }

    public override Result<ShopSecret> Decide(World world)
    {
        if (world.One(ShopSecrets.ByName, ShopId, Name) is { } there)
        {
            return there;
        }

        var secret = new ShopSecret
        {
            ShopId = ShopId,
            Name = Name,
            Sealed = Sealed,
            CreatedAt = At,
        };
        world.Put(secret);
        return secret;
    }
}

internal sealed class ShopSecretTable : IEntityTypeConfiguration<ShopSecret>
{
    public void Configure(EntityTypeBuilder<ShopSecret> builder)
    {
        builder.HasKey(secret => new { secret.ShopId, secret.Name });
        builder.Property(secret => secret.Name).HasMaxLength(40);
        builder.Property(secret => secret.Sealed).HasMaxLength(1000);
    }
}
