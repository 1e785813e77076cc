using Banyan.Commerce.Accounting.Contracts;
using Banyan.Engines.Ledger;
using Banyan.Kernel;

namespace Banyan.Commerce.Accounting;

/// <summary>Postings that take another one back.</summary>
internal sealed class ReversalSource : IPostingSource
{
    public string Type => Ledger.ReversalSource;

    public Sentence Label { get; } = new("冲正", "Reversal");
}
