using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

public enum PaymentPartState
{
    Waiting,
    Paid,
    Closed,

    /// <summary>The price was changed: another part asks instead. Money that still comes for this one goes back.</summary>
    Replaced,
}

/// <summary>
/// One payment that an order asks for: the whole, or later a deposit and a balance. Its number at the channel is its own.
/// </summary>
public sealed record PaymentPart : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id OrderId { get; init; }

    /// <summary>1, 2 …</summary>
    public required int No { get; init; }

    public required string Label { get; init; }

    public required Fen AmountFen { get; init; }

    public PaymentPartState State { get; init; }

    /// <summary>Our number at the payment channel; unique over all shops, because they may share a merchant account.</summary>
    public required string OutTradeNo { get; init; }

    public string? PrepayId { get; init; }

    public DateTimeOffset? PrepayExpiresAt { get; init; }

    public string? Channel { get; init; }

    public string? TransactionId { get; init; }

    public DateTimeOffset? PaidAt { get; init; }
}

public enum RecipientState
{
    ToShip,
    Shipped,
    Received,
}

/// <summary>Somebody who gets goods of an order: the buyer, or later the receivers of a gift.</summary>
public sealed record Recipient : IIdRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public int Version { get; init; }

    public required Id OrderId { get; init; }

    /// <summary>1, 2 …</summary>
    public required int No { get; init; }

    public RecipientState State { get; init; }

    public required Address? Address { get; init; }

    /// <summary>Where the goods are fetched, instead of an address. <see cref="RecipientState.Shipped"/> then means: they lie ready.</summary>
    public Pickup? Pickup { get; init; }

    /// <summary>When they were handed over at the counter.</summary>
    public DateTimeOffset? RedeemedAt { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }
}

/// <summary>What left the house in one piece for one recipient.</summary>
public sealed record Parcel : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required Id OrderId { get; init; }

    /// <summary>1, 2 … in the order.</summary>
    public required int No { get; init; }

    public required int RecipientNo { get; init; }

    public required string Company { get; init; }

    public required string TrackingNo { get; init; }

    /// <summary>What is in it.</summary>
    public required IReadOnlyList<ParcelPieces> Pieces { get; init; }

    public required DateTimeOffset ShippedAt { get; init; }
}

/// <summary>Pieces of one line of the order.</summary>
/// <param name="Quantity">1 …</param>
public sealed record ParcelPieces(Id LineId, int Quantity);
