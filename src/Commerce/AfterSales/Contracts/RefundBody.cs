using Banyan.Commerce.Files.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales.Contracts;

/// <summary>What a member asks to get back.</summary>
/// <param name="Kind">refund_only, return_and_refund, exchange or price_protection.</param>
public sealed record RefundBody(IReadOnlyList<RefundLineInput> Lines, string Reason, RefundKind Kind, string? Note)
{
    internal const int MaxReason = 80;
    internal const int MaxNote = 200;
    internal const int MaxPictures = 9;

    /// <summary>Evidence, uploaded before.</summary>
    public IReadOnlyList<string>? Pictures { get; init; }

    internal Refusal? Problem()
    {
        var check = Check
            .Body()
            .Count(Lines, 1, 50)
            .Text(Reason, 1, MaxReason)
            .Text(Note, 0, MaxNote)
            .OwnPictures(Pictures, MaxPictures)
            .Each(Lines, (each, line) => each.Number(line.Quantity, 0, 999).Money(line.AmountFen, new Fen(1), new Fen(100_000_000)));
        return check.ToRefusal()
            ?? (Kind == RefundKind.ReturnedPayment ? Refusal.Invalid("kind", "退款类型不对", "Not a kind to ask for") : null);
    }
}

/// <summary>Goods on their way.</summary>
public sealed record ConsignmentBody(string Company, string TrackingNo)
{
    internal Refusal? Problem() => Check.Body().Text(Company, 1, 40).Text(TrackingNo, 4, 40).ToRefusal();

    internal Consignment Sent(DateTimeOffset at) => new(Company.Trim(), TrackingNo.Trim(), at);
}

/// <summary>A word to the other side.</summary>
public sealed record RefundMessageBody(string Text, IReadOnlyList<string>? Pictures)
{
    internal Refusal? Problem() => Check.Body().Text(Text, 1, RefundBody.MaxNote).OwnPictures(Pictures, RefundBody.MaxPictures).ToRefusal();
}
