using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Catalog.Contracts;
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

    public Task<Result<Id>> Accept(Id shopId, Id refundId, RefundConsent consent, CancellationToken cancellation)
    {
        var answer = new RefundAnswer(RefundState.Accepted, consent.Word.Text, null)
        {
            AmountFen = consent.AmountFen,
            WithoutReturn = consent.WithoutReturn,
            Voice = VoiceOf(consent.Word),
        };
        return Answer(shopId, refundId, answer, cancellation);
    }

    public Task<Result<Id>> Reject(Id shopId, Id refundId, RefundWord word, CancellationToken cancellation) =>
        Answer(shopId, refundId, new RefundAnswer(RefundState.Rejected, word.Text, null) { Voice = VoiceOf(word) }, cancellation);

    public Task<Result<Id>> Withdraw(Id shopId, Id refundId, Id memberId, CancellationToken cancellation) =>
        Answer(shopId, refundId, new RefundAnswer(RefundState.Withdrawn, null, memberId) { Voice = RefundVoice.Buyer }, cancellation);

    /// <summary>The buyer says how the goods come back.</summary>
    public Task<Result<Id>> SendBack(Id shopId, Id refundId, Id memberId, Consignment parcel, CancellationToken cancellation) =>
        On(
            shopId,
            refundId,
            (orderId, shop, at) =>
                new SendBackAct(orderId, refundId, memberId, parcel, shop.AfterSales, participants) { ShopId = shopId, At = at },
            cancellation
        );

    /// <summary>Staff have the goods.</summary>
    public Task<Result<Id>> Arrived(Id shopId, Id refundId, RefundWord word, CancellationToken cancellation) =>
        On(
            shopId,
            refundId,
            (orderId, _, at) => new ArrivedAct(orderId, refundId, VoiceOf(word), word.Text, participants) { ShopId = shopId, At = at },
            cancellation
        );

    /// <summary>Staff send the exchanged goods.</summary>
    public Task<Result<Id>> SendReplacement(Id shopId, Id refundId, RefundWord word, Consignment parcel, CancellationToken cancellation) =>
        On(
            shopId,
            refundId,
            (orderId, _, at) => new SendReplacementAct(orderId, refundId, VoiceOf(word), parcel, participants) { ShopId = shopId, At = at },
            cancellation
        );

    /// <param name="memberId">The buyer who speaks; null for staff.</param>
    public Task<Result<Id>> Say(Id shopId, Id refundId, Id? memberId, RefundWord word, ActKey? key, CancellationToken cancellation)
    {
        var voice = memberId is null ? VoiceOf(word) : RefundVoice.Buyer with { Pictures = word.Pictures };
        return On(
            shopId,
            refundId,
            (orderId, _, at) =>
                new SayInRefundAct(orderId, refundId, memberId, voice, word.Text, participants)
                {
                    ShopId = shopId,
                    At = at,
                    Key = key,
                },
            cancellation
        );
    }

    /// <summary>An abnormal refund was paid in another way: for the books it has succeeded.</summary>
    public Task<Result<Id>> SettleElsewhere(Id shopId, Id refundId, RefundWord word, CancellationToken cancellation) =>
        On(
            shopId,
            refundId,
            (orderId, shop, at) =>
                new SettleElsewhereAct(orderId, refundId, VoiceOf(word), word.Text, shop.AutoReceiveDays, participants)
                {
                    ShopId = shopId,
                    At = at,
                },
            cancellation
        );

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

    private static RefundVoice VoiceOf(RefundWord word) => RefundVoice.Staff(word.StaffName) with { Pictures = word.Pictures };

    private async Task<Result<Id>> Ask(Id shopId, Id orderId, RefundRequest request, Id? memberId, CancellationToken cancellation)
    {
        var shop = await settings.Of(shopId, cancellation);
        var wish = new RefundWish(memberId, request.Kind, request.Reason, request.Note, request.Lines)
        {
            Pictures = request.Pictures,
            PricesNow =
                request.Kind == RefundKind.PriceProtection ? await PricesNow(shopId, orderId, cancellation) : new Dictionary<Id, Fen>(),
            StaffName = request.StaffName,
        };
        var act = new RequestRefundAct(orderId, wish, shop.AfterSales, participants)
        {
            ShopId = shopId,
            At = clock.GetUtcNow(),
            Key = request.Key,
        };
        return await commit.Run(act, cancellation);
    }

    /// <summary>What the order's SKUs cost now.</summary>
    public async Task<IReadOnlyDictionary<Id, Fen>> PricesNow(Id shopId, Id orderId, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation);
        var skus = db.Set<OrderLine>().Where(line => line.OrderId == orderId).Select(line => line.SkuId);
        return await db.Set<Sku>()
            .Where(sku => skus.Contains(sku.Id) && !sku.IsRetired)
            .ToDictionaryAsync(sku => sku.Id, sku => sku.PriceFen, cancellation);
    }

    private Task<Result<Id>> Answer(Id shopId, Id refundId, RefundAnswer answer, CancellationToken cancellation) =>
        On(
            shopId,
            refundId,
            (orderId, shop, at) =>
                new AnswerRefundAct(orderId, refundId, answer, shop.AfterSales, participants) { ShopId = shopId, At = at },
            cancellation
        );

    private async Task<Result<Id>> On(
        Id shopId,
        Id refundId,
        Func<Id, ShopSettings, DateTimeOffset, Act<Id>> act,
        CancellationToken cancellation
    )
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

        return await commit.Run(act(orderId, await settings.Of(shopId, cancellation), clock.GetUtcNow()), cancellation);
    }
}
