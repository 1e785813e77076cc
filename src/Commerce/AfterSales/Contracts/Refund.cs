using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Commerce.AfterSales.Contracts;

public enum RefundState
{
    Requested,
    Accepted,
    Succeeded,
    Rejected,
    Withdrawn,

    /// <summary>The channel closed it: nothing was given back.</summary>
    Closed,

    /// <summary>The channel could not deliver the money; staff must act.</summary>
    Abnormal,
}

public enum RefundKind
{
    RefundOnly,
    ReturnAndRefund,

    /// <summary>A payment that came too late or twice; the order is not touched.</summary>
    ReturnedPayment,
}

/// <summary>Money on its way back for some lines of an order.</summary>
public sealed record Refund : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    /// <summary>Our number at the channel, the same at every try.</summary>
    public required string No { get; init; }

    public required Id OrderId { get; init; }

    public required string OrderNo { get; init; }

    public required Id MemberId { get; init; }

    public required RefundState State { get; init; }

    public required RefundKind Kind { get; init; }

    /// <summary>Σ of the lines and the freight.</summary>
    public required Fen AmountFen { get; init; }

    public Fen FreightFen { get; init; }

    /// <summary>What goes back through the payment channel: AmountFen − Σ of <see cref="Tenders"/>.</summary>
    public required Fen CashFen { get; init; }

    /// <summary>What goes back to balances, frozen when the refund is accepted.</summary>
    public IReadOnlyList<TenderPart> Tenders { get; init; } = [];

    public required IReadOnlyList<RefundLine> Lines { get; init; }

    public required string Reason { get; init; }

    public string Note { get; init; } = "";

    public string? RejectReason { get; init; }

    /// <summary>Which payment it goes back to.</summary>
    public required string OutTradeNo { get; init; }

    public required Fen PaymentFen { get; init; }

    public string? ChannelRefundId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>A line's share of a refund.</summary>
public sealed record RefundLine(Id LineId, string Name, int Quantity, Fen AmountFen);

public static class RefundRows
{
    public static readonly RowSet<Refund, Id> ById = new(Stage.Order, refund => refund.Id);
    public static readonly RowSet<Refund, Id> OfOrder = new(Stage.Order, refund => refund.OrderId);
}

internal sealed class RefundTable : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.HasShopKey();
        builder.Property(refund => refund.No).HasMaxLength(32);
        builder.Property(refund => refund.OrderNo).HasMaxLength(24);
        builder.Property(refund => refund.Reason).HasMaxLength(80);
        builder.Property(refund => refund.Note).HasMaxLength(300);
        builder.Property(refund => refund.RejectReason).HasMaxLength(200);
        builder.Property(refund => refund.OutTradeNo).HasMaxLength(32);
        builder.Property(refund => refund.ChannelRefundId).HasMaxLength(40);
        builder.Property(refund => refund.Lines).HasJson();
        builder.Property(refund => refund.Tenders).HasJson();
        builder.HasIndex(refund => refund.No).IsUnique();
        builder.HasIndex(refund => new { refund.ShopId, refund.OrderId });
        builder.HasIndex(refund => new { refund.ShopId, refund.MemberId });
        builder.HasIndex(refund => new { refund.ShopId, refund.State });
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_refund_amount",
                "amount_fen >= 0 AND freight_fen >= 0 AND cash_fen >= 0 AND cash_fen <= amount_fen"
            )
        );
    }
}
