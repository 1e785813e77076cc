using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Shops.Contracts;
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

    /// <summary>Staff agreed; the buyer has to send the goods back.</summary>
    Returning,

    /// <summary>The buyer sent them; staff have to say that they arrived.</summary>
    Returned,

    /// <summary>They arrived; staff have to send other ones.</summary>
    Exchanging,

    /// <summary>Other goods are on their way: nothing is left to do.</summary>
    Exchanged,
}

public enum RefundKind
{
    RefundOnly,
    ReturnAndRefund,

    /// <summary>A payment that came too late or twice; the order is not touched.</summary>
    ReturnedPayment,

    /// <summary>The same goods again, for those that come back. No money moves.</summary>
    Exchange,

    /// <summary>The price fell soon after the order was paid: the difference, without goods.</summary>
    PriceProtection,
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

    /// <summary>What the buyer asked for; staff may agree to less.</summary>
    public Fen AskedFen { get; init; }

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

    /// <summary>Evidence: files of our own.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    public string? RejectReason { get; init; }

    /// <summary>Where the goods go back to, as it was when staff agreed.</summary>
    public ReturnAddress? ReturnTo { get; init; }

    /// <summary>How the buyer sent them.</summary>
    public Consignment? SentBack { get; init; }

    /// <summary>How the exchanged goods were sent.</summary>
    public Consignment? Replacement { get; init; }

    /// <summary>Whoever has to act has to until then; afterwards the system does. Null: no time runs.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Which payment it goes back to.</summary>
    public required string OutTradeNo { get; init; }

    public required Fen PaymentFen { get; init; }

    public string? ChannelRefundId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Somebody has to act before any money moves: the order waits for it.</summary>
    public bool IsOpen => State is RefundState.Requested or RefundState.Returning or RefundState.Returned or RefundState.Exchanging;
}

/// <summary>Goods on their way.</summary>
public sealed record Consignment(string Company, string TrackingNo, DateTimeOffset SentAt);

/// <summary>A line's share of a refund.</summary>
/// <param name="Quantity">Pieces; 0 for a part of the price without goods.</param>
public sealed record RefundLine(Id LineId, string Name, int Quantity, Fen AmountFen)
{
    public string SpecText { get; init; } = "";

    /// <summary>Of the goods as they were bought; empty for refunds that are older than this.</summary>
    public string ImageUrl { get; init; } = "";

    internal static RefundLine Of(OrderLine line, int quantity, Fen amount) =>
        new(line.Id, line.Name, quantity, amount) { SpecText = line.SpecText, ImageUrl = line.ImageUrl };
}

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
        builder.Property(refund => refund.Pictures).HasJson();
        builder.Property(refund => refund.ReturnTo).HasJson();
        builder.Property(refund => refund.SentBack).HasJson();
        builder.Property(refund => refund.Replacement).HasJson();
        builder.Ignore(refund => refund.IsOpen);
        builder.HasIndex(refund => refund.No).IsUnique();
        builder.HasIndex(refund => new { refund.ShopId, refund.OrderId });
        builder.HasIndex(refund => new { refund.ShopId, refund.MemberId });
        builder.HasIndex(refund => new { refund.ShopId, refund.State });
        builder.HasIndex(refund => refund.DueAt);
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_refund_amount",
                "amount_fen >= 0 AND freight_fen >= 0 AND cash_fen >= 0 AND cash_fen <= amount_fen"
            )
        );
    }
}
