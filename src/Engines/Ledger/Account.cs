using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Ledger;

/// <summary>
/// The locked total of an account that somebody owns. The shop's own accounts have no such row (it would be the hottest row of the
/// database): their balance is the sum of their postings.
/// </summary>
public sealed record Account : IShopRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    /// <summary>Such as <c>member:42:commission</c>.</summary>
    public required string Key { get; init; }

    public int Version { get; init; }

    /// <summary>In the account's unit (fen, points …). Negative is a debt, where the chart allows it.</summary>
    public required long Balance { get; init; }
}

/// <summary>
/// Moves an amount from one account to another. A single row with both sides, so that books that do not balance cannot be written.
/// Append-only: a mistake is reversed by a posting the other way.
/// </summary>
public sealed record Posting : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required string FromAccount { get; init; }

    public required string ToAccount { get; init; }

    /// <summary>More than zero, in the unit of both accounts.</summary>
    public required long Amount { get; init; }

    /// <summary>What caused it, such as <c>commission_accrued</c>; with <see cref="SourceId"/> unique per shop for ever.</summary>
    public required string SourceType { get; init; }

    public required string SourceId { get; init; }

    /// <summary>One Chinese sentence that the owner of the account reads.</summary>
    public required string Explanation { get; init; }

    public required DateTimeOffset PostedAt { get; init; }
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.HasKey(account => new { account.ShopId, account.Key });
        builder.Property(account => account.Key).HasMaxLength(80);
    }
}

internal sealed class PostingTable : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.HasShopKey();
        builder.Property(posting => posting.FromAccount).HasMaxLength(80);
        builder.Property(posting => posting.ToAccount).HasMaxLength(80);
        builder.Property(posting => posting.SourceType).HasMaxLength(40);
        builder.Property(posting => posting.SourceId).HasMaxLength(80);
        builder.Property(posting => posting.Explanation).HasMaxLength(300);
        builder
            .HasIndex(posting => new
            {
                posting.ShopId,
                posting.SourceType,
                posting.SourceId,
            })
            .IsUnique();

        // A statement walks along an account in time and adds up what came before it: both from the index alone.
        builder.HasIndex(posting => new
        {
            posting.ShopId,
            posting.FromAccount,
            posting.PostedAt,
            posting.Id,
            posting.Amount,
        });
        builder.HasIndex(posting => new
        {
            posting.ShopId,
            posting.ToAccount,
            posting.PostedAt,
            posting.Id,
            posting.Amount,
        });
        builder.ToTable(table => table.HasCheckConstraint("ck_posting_amount", "amount > 0 AND from_account <> to_account"));
    }
}
