using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>An answer to a request.</summary>
/// <param name="State">Accepted, Rejected or Withdrawn.</param>
/// <param name="Text">Why, or a word with it; required to reject.</param>
/// <param name="MemberId">The member who withdraws; null for staff.</param>
internal sealed record RefundAnswer(RefundState State, string? Text, Id? MemberId)
{
    /// <summary>Less than was asked for; null: all of it.</summary>
    public Fen? AmountFen { get; init; }

    /// <summary>The buyer may keep the goods.</summary>
    public bool WithoutReturn { get; init; }

    public required RefundVoice Voice { get; init; }
}

/// <summary>
/// Staff agree or refuse, the member withdraws. To agree to a return means to wait for the goods; to refuse is possible again when they
/// arrive and are not what was agreed.
/// </summary>
internal sealed class AnswerRefundAct(
    Id orderId,
    Id refundId,
    RefundAnswer answer,
    AfterSaleRules rules,
    IReadOnlyList<IOrderParticipant> participants
) : RefundAct<Id>(orderId, participants)
{
    private static readonly Refusal Answered = Refusal.Conflict(
        "refund_answered",
        "这个退款申请已经处理过了",
        "This refund request has been dealt with"
    );

    private static readonly Refusal NoReturnAddress = Refusal.Conflict(
        "no_return_address",
        "还没有设置退货地址，请先到设置里填写",
        "There is no return address yet; enter one in the settings"
    );

    public override Result<Id> Decide(World world)
    {
        if (
            OrderIn(world) is null
            || RefundIn(world, refundId) is not { } refund
            || (answer.MemberId is { } member && refund.MemberId != member)
        )
        {
            return Refusal.NotFound;
        }

        if (IsAnsweredSo(refund))
        {
            return refund.Id;
        }

        var refusal = answer.State switch
        {
            RefundState.Accepted when refund.State == RefundState.Requested => Agree(world, refund),
            RefundState.Rejected when refund.State is RefundState.Requested or RefundState.Returned => End(
                world,
                refund,
                RefundStep.Rejected
            ),
            RefundState.Withdrawn when refund.State is RefundState.Requested or RefundState.Returning => End(
                world,
                refund,
                RefundStep.Withdrawn
            ),
            _ => Answered,
        };
        return refusal is null ? refund.Id : refusal;
    }

    /// <summary>The same answer came before: sent twice, or its reply was lost.</summary>
    private bool IsAnsweredSo(Refund refund) =>
        refund.State == answer.State
        || (answer.State == RefundState.Accepted && refund.State is RefundState.Succeeded or RefundState.Returning);

    private Refusal? Agree(World world, Refund refund)
    {
        var agreed = answer.AmountFen is { } amount && amount != refund.AmountFen ? RefundMath.Lessened(refund, amount) : refund;
        if (!agreed.IsOk)
        {
            return agreed.Refusal;
        }

        var isLess = agreed.Value.AmountFen < refund.AmountFen;
        var text = answer.Text ?? "";
        if (isLess)
        {
            Note(world, refund.Id, answer.Voice, RefundStep.AgreedToLess, $"同意退 {agreed.Value.AmountFen.ToYuan()}。{text}");
        }

        return Returns.Wants(refund) && !(answer.WithoutReturn && refund.Kind == RefundKind.ReturnAndRefund)
            ? AwaitGoods(world, agreed.Value, text)
            : AcceptNow(world, agreed.Value, isLess, text);
    }

    private Refusal? AcceptNow(World world, Refund refund, bool isLess, string text)
    {
        if (!isLess)
        {
            Note(world, refund.Id, answer.Voice, RefundStep.Agreed, text);
        }

        return Accept(world, refund);
    }

    private Refusal? AwaitGoods(World world, Refund refund, string text)
    {
        if (rules.ReturnTo is not { } address)
        {
            return NoReturnAddress;
        }

        Put(world, refund with { State = RefundState.Returning, ReturnTo = address, DueAt = At.AddDays(rules.SendBackDays) });
        Note(world, refund.Id, answer.Voice, RefundStep.ReturnAsked, text);
        return null;
    }

    private Refusal? End(World world, Refund refund, RefundStep step)
    {
        Put(
            world,
            refund with
            {
                State = answer.State,
                RejectReason = answer.State == RefundState.Rejected ? answer.Text : null,
                FinishedAt = At,
                DueAt = null,
            }
        );
        Note(world, refund.Id, answer.Voice, step, answer.Text ?? "");
        return null;
    }
}
