using Banyan.Commerce.Members.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales.Contracts;

/// <summary>A refund with its buyer, as staff see it.</summary>
public record ConsoleRefund : RefundView
{
    private ConsoleRefund(RefundView view, Buyer buyer)
        : base(view) => Buyer = buyer;

    public Buyer Buyer { get; init; }

    public static async Task<IReadOnlyList<ConsoleRefund>> Of(
        IReadOnlyList<Refund> rows,
        IMemberLookup members,
        Id shopId,
        CancellationToken cancellation
    )
    {
        var people = await members.People(shopId, [.. rows.Select(refund => refund.MemberId).Distinct()], cancellation);
        return Of(rows, people);
    }

    /// <summary>With people who were looked up already.</summary>
    public static IReadOnlyList<ConsoleRefund> Of(IReadOnlyList<Refund> rows, IReadOnlyDictionary<Id, Person> people) =>
        [.. rows.Select(refund => new ConsoleRefund(RefundView.Of(refund), Buyer.Of(refund.MemberId, people)))];
}

/// <summary>A refund as staff see it, with everything that was said and done.</summary>
public sealed record ConsoleRefundFile : ConsoleRefund
{
    internal ConsoleRefundFile(ConsoleRefund refund, IReadOnlyList<RefundEntryView> entries)
        : base(refund) => Entries = entries;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<RefundEntryView> Entries { get; init; }
}
