using System.Collections.Concurrent;

namespace Banyan.WeChatSandbox.State;

/// <summary>What a bill is to say falsely about one payment or one refund.</summary>
/// <param name="Number">The order's or the refund's number at the merchant.</param>
/// <param name="Drop">The line is left out.</param>
/// <param name="AmountFen">Another amount.</param>
/// <param name="State">Another state, as WeChat writes it.</param>
internal sealed record BillChange(string? Number, bool Drop = false, long? AmountFen = null, string? State = null);

/// <summary>Lies that were ordered for tests; they end with the process.</summary>
internal sealed class BillChanges
{
    private readonly ConcurrentDictionary<string, BillChange> _byNumber = new(StringComparer.Ordinal);

    public void Order(BillChange change) => _byNumber[change.Number!] = change;

    public void Clear() => _byNumber.Clear();

    public BillChange? For(string number) => _byNumber.GetValueOrDefault(number);
}
