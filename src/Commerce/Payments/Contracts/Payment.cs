using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.Payments.Contracts;

public enum PaymentUse
{
    /// <summary>It pays for its order.</summary>
    Applied,

    /// <summary>It came too late or twice and goes back.</summary>
    Returned,
}

/// <summary>Money received. One row per transaction of the channel, for ever.</summary>
public sealed record Payment : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required string TransactionId { get; init; }

    public required string OutTradeNo { get; init; }

    public required Id OrderId { get; init; }

    public required string Channel { get; init; }

    public required Fen AmountFen { get; init; }

    public required DateTimeOffset PaidAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required PaymentUse Use { get; init; }
}

public static class PaymentRows
{
    public static readonly RowSet<Payment, string> ByTransaction = new(Stage.Order, payment => payment.TransactionId);
    public static readonly RowSet<Payment, Id> OfOrder = new(Stage.Order, payment => payment.OrderId);
}

internal sealed class PaymentTable : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.HasShopKey();
        builder.Property(payment => payment.TransactionId).HasMaxLength(40);
        builder.Property(payment => payment.OutTradeNo).HasMaxLength(32);
        builder.Property(payment => payment.Channel).HasMaxLength(20);
        builder.HasIndex(payment => new { payment.ShopId, payment.TransactionId }).IsUnique();
        builder.HasIndex(payment => new { payment.ShopId, payment.OrderId });
        builder.ToTable(table => table.HasCheckConstraint("ck_payment_amount", "amount_fen > 0"));
    }
}
