using Banyan.Kernel;

namespace Banyan.Commerce.Accounting.Contracts;

/// <summary>
/// What postings of one source type come from, for people who read the books. Whoever posts with a source type of its own says so here;
/// without it the books show the bare type.
/// </summary>
public interface IPostingSource
{
    /// <summary>As in <see cref="Engines.Ledger.Posting.SourceType"/>.</summary>
    string Type { get; }

    /// <summary>What the reason is called, such as 收款.</summary>
    Sentence Label { get; }

    /// <summary>The orders behind these sources, by source id and set-wise; a source without an order is left out.</summary>
    Task<IReadOnlyDictionary<string, SourceOrder>> OrdersOf(
        Id shopId,
        IReadOnlyCollection<string> sourceIds,
        CancellationToken cancellation
    ) => Task.FromResult<IReadOnlyDictionary<string, SourceOrder>>(new Dictionary<string, SourceOrder>(StringComparer.Ordinal));
}

/// <summary>The order that something was posted for.</summary>
public sealed record SourceOrder(Id Id, string No);
