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

    Task<Result<Id>> Accept(Id shopId, Id refundId, CancellationToken cancellation);

    Task<Result<Id>> Reject(Id shopId, Id refundId, string reason, CancellationToken cancellation);

    Task<Result<Id>> Withdraw(Id shopId, Id refundId, Id memberId, CancellationToken cancellation);
}

/// <param name="MemberId">The buyer; ignored when staff give back.</param>
public sealed record RefundRequest(Id MemberId, RefundKind Kind, string Reason, IReadOnlyList<RefundLineInput> Lines)
{
    public string Note { get; init; } = "";

    public Engines.Commit.ActKey? Key { get; init; }
}

/// <summary>One line of a wish to get money back.</summary>
/// <param name="Quantity">Pieces; 0 for a part of the money without goods.</param>
/// <param name="AmountFen">At most what is left of the line; null: the pieces' share.</param>
public sealed record RefundLineInput(Id LineId, int Quantity, Fen? AmountFen);
