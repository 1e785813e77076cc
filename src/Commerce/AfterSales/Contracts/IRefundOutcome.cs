using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales.Contracts;

/// <summary>What stands behind the check of a refund notification's signature: also used by the demo seed, which has no channel.</summary>
public interface IRefundOutcome
{
    /// <param name="notice">Verified content: the caller has proved where it comes from.</param>
    Task<Result<RefundState>> Finish(RefundNotice notice, CancellationToken cancellation);
}

/// <summary>Refunds for other parts of the program than the HTTP endpoints, by the same path.</summary>
public interface IRefunds
{
    /// <summary>The buyer asks; staff must answer.</summary>
    Task<Result<Id>> Request(Id shopId, Id orderId, RefundRequest request, CancellationToken cancellation);

    /// <summary>Staff give money back without having been asked.</summary>
    Task<Result<Id>> GiveBack(Id shopId, Id orderId, RefundRequest request, CancellationToken cancellation);

    /// <summary>Money goes back at once, or the goods are waited for: that follows from the kind.</summary>
    Task<Result<Id>> Accept(Id shopId, Id refundId, RefundConsent consent, CancellationToken cancellation);

    Task<Result<Id>> Reject(Id shopId, Id refundId, RefundWord word, CancellationToken cancellation);

    Task<Result<Id>> Withdraw(Id shopId, Id refundId, Id memberId, CancellationToken cancellation);
}

/// <summary>What somebody of the staff says with an answer.</summary>
/// <param name="StaffName">As they are called now.</param>
/// <param name="Text">Shown to the buyer.</param>
public sealed record RefundWord(string StaffName, string Text)
{
    public IReadOnlyList<string> Pictures { get; init; } = [];
}

/// <summary>What staff agree to.</summary>
/// <param name="AmountFen">Less than was asked for; null: all of it.</param>
/// <param name="WithoutReturn">The buyer may keep the goods. Has no meaning for an exchange.</param>
public sealed record RefundConsent(RefundWord Word, Fen? AmountFen, bool WithoutReturn);

/// <param name="MemberId">The buyer; ignored when staff give back.</param>
public sealed record RefundRequest(Id MemberId, RefundKind Kind, string Reason, IReadOnlyList<RefundLineInput> Lines)
{
    public string Note { get; init; } = "";

    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>Of whoever gives back; null: the buyer asks.</summary>
    public string? StaffName { get; init; }

    public Engines.Commit.ActKey? Key { get; init; }
}

/// <summary>One line of a wish to get money back.</summary>
/// <param name="Quantity">Pieces; 0 for a part of the money without goods.</param>
/// <param name="AmountFen">At most what is left of the line; null: the pieces' share.</param>
public sealed record RefundLineInput(Id LineId, int Quantity, Fen? AmountFen);
