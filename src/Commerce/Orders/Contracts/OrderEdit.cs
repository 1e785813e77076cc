using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders.Contracts;

public enum OrderEditKind
{
    PriceChanged,
    Flagged,
    Remarked,
    InvoiceIssued,
}

/// <summary>What somebody of the staff changed on an order, and when; only ever added to.</summary>
public sealed record OrderEdit : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required Id OrderId { get; init; }

    public required OrderEditKind Kind { get; init; }

    public required Id StaffId { get; init; }

    /// <summary>As they were called then.</summary>
    public required string StaffName { get; init; }

    /// <summary>From what to what and why, in Chinese.</summary>
    public required string Detail { get; init; }

    public required DateTimeOffset At { get; init; }
}
