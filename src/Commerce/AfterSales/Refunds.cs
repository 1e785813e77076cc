using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.AfterSales;

/// <summary>Runs the acts on refunds. A refund never moves to another order, so its order is looked up outside the lock.</summary>
internal sealed class Refunds(
    IDbContextFactory<BanyanDb> factory,
    Commit commit,
    IShopSettings settings,
    IEnumerable<IOrderParticipant> participants,
    TimeProvider clock
) : IRefunds, IRefundOutcome, IOrderRefunds
{
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public Task<Result<Id>> Request(Id shopId, Id orderId, RefundRequest request, CancellationToken cancellation) =>
        Ask(shopId, orderId, request, request.MemberId, cancellation);

    public Task<Result<Id>> GiveBack(Id shopId, Id orderId, RefundRequest request, CancellationToken cancellation) =>
        Ask(shopId, orderId, request, null, cancellation);

    public Task<Result<Id>> Accept(Id shopId, Id refundId, CancellationToken cancellation) =>
        Answer(shopId, refundId, new RefundAnswer(RefundState.Accepted, null, null), cancellation);

    public Task<Result<Id>> Reject(Id shopId, Id refundId, string reason, CancellationToken cancellation) =>
        Answer(shopId, refundId, new RefundAnswer(RefundState.Rejected, reason, null), cancellation);

    public Task<Result<Id>> Withdraw(Id shopId, Id refundId, Id memberId, CancellationToken cancellation) =>
        Answer(shopId, refundId, new RefundAnswer(RefundState.Withdrawn, null, memberId), cancellation);

    public Task<Result<Done>> RefundAll(Id shopId, Id orderId, string reason, Id jobId, CancellationToken cancellation) =>
        commit.Run(
            new RefundAllAct(orderId, reason, participants)
            {
                ShopId = shopId,
                At = clock.GetUtcNow(),
                JobId = jobId,
            },
            cancellation
        );

    public async Task<Result<RefundState>> Finish(RefundNotice notice, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var refund = await db.Set<Refund>()
            .IgnoreQueryFilters()
            .Where(row => row.No == notice.OutRefundNo)
            .Select(row => new
            {
                row.ShopId,
                row.Id,
                row.OrderId,
            })
            .FirstOrDefaultAsync(cancellation);
        if (refund is null)
        {
            return Refusal.NotFound;
        }

        var shop = await settings.Of(refund.ShopId, cancellation);
        var act = new FinishRefundAct(refund.OrderId, refund.Id, notice, shop.AutoReceiveDays, participants)
        {
            ShopId = refund.ShopId,
            At = clock.GetUtcNow(),
        };
        return await commit.Run(act, cancellation);
    }

    private Task<Result<Id>> Ask(Id shopId, Id orderId, RefundRequest request, Id? memberId, CancellationToken cancellation)
    {
        var wish = new RefundWish(memberId, request.Kind, request.Reason, request.Note, request.Lines);
        var act = new RequestRefundAct(orderId, wish, participants)
        {
            ShopId = shopId,
            At = clock.GetUtcNow(),
            Key = request.Key,
        };
        return commit.Run(act, cancellation);
    }

    private async Task<Result<Id>> Answer(Id shopId, Id refundId, RefundAnswer answer, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var orderId = await db.Set<Refund>()
            .IgnoreQueryFilters()
            .Where(row => row.ShopId == shopId && row.Id == refundId)
            .Select(row => row.OrderId)
            .FirstOrDefaultAsync(cancellation);
        if (orderId.IsNone)
        {
            return Refusal.NotFound;
        }

        var act = new AnswerRefundAct(orderId, refundId, answer, participants) { ShopId = shopId, At = clock.GetUtcNow() };
        return await commit.Run(act, cancellation);
    }
}
