using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>A word from one side to the other, as long as the after-sale is not long over.</summary>
internal sealed class SayInRefundAct(
    Id orderId,
    Id refundId,
    Id? memberId,
    RefundVoice voice,
    string text,
    IReadOnlyList<IOrderParticipant> participants
) : RefundAct<Id>(orderId, participants)
{
    private static readonly TimeSpan OpenFor = TimeSpan.FromDays(30);

    private static readonly Refusal Over = Refusal.Conflict("after_sale_over", "售后已经结束，不能再留言", "This after-sale has ended");

    public override Result<Id> Decide(World world)
    {
        if (RefundIn(world, refundId) is not { } refund || (memberId is { } member && refund.MemberId != member))
        {
            return Refusal.NotFound;
        }

        if (refund.FinishedAt + OpenFor < At)
        {
            return Over;
        }

        Note(world, refund.Id, voice, RefundStep.Said, text);
        return refund.Id;
    }
}
