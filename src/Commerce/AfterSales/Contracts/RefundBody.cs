using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales.Contracts;

/// <summary>What a member asks to get back.</summary>
/// <param name="Kind">refund_only or return_and_refund.</param>
public sealed record RefundBody(IReadOnlyList<RefundLineInput> Lines, string Reason, RefundKind Kind, string? Note)
{
    internal const int MaxReason = 80;
    internal const int MaxNote = 300;

    internal Refusal? Problem()
    {
        var check = Check
            .Body()
            .Count(Lines, 1, 50)
            .Text(Reason, 1, MaxReason)
            .Text(Note, 0, MaxNote)
            .Each(Lines, (each, line) => each.Number(line.Quantity, 0, 999).Money(line.AmountFen, new Fen(1), new Fen(100_000_000)));
        return check.ToRefusal()
            ?? (Kind == RefundKind.ReturnedPayment ? Refusal.Invalid("kind", "退款类型不对", "Not a kind to ask for") : null);
    }
}
