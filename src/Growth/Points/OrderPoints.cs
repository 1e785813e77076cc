using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Growth.Levels.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Points;

/// <summary>
/// Points and growth through an order's life: used points are held when it is placed and spent when it is paid; earned points are pending
/// from payment on and credited, with the growth, when the after-sale window is over; refunds take both ways back,
/// held from the moment they are accepted.
/// </summary>
internal sealed class OrderPoints(PointFacts facts, ILevels levels) : IOrderParticipant
{
    private const long Million = 1_000_000;
    public static readonly Refusal Short = Refusal.Conflict(
        "points_short",
        "积分不够了，请重新确认订单",
        "There are not enough points by now; look at the order again"
    );

    public async Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation)
    {
        var rules = await facts.Rules(draft.ShopId, cancellation).ConfigureAwait(false);
        var standing = await levels.Of(draft.ShopId, draft.MemberId, cancellation).ConfigureAwait(false);
        var used = draft.Quote.Points is { Used: true } points ? points.Points : 0;
        var earn = rules.Enabled ? rules.EarnPerYuan * (standing?.Level.PointsPpm ?? Million) : 0;
        var growth = standing?.GrowthPerYuan ?? 0;
        return used == 0 && earn == 0 && growth == 0
            ? (object?)null
            : new OrderEarning
            {
                ShopId = draft.ShopId,
                OrderId = draft.OrderId,
                MemberId = draft.MemberId,
                Used = used,
                PointsPpm = earn,
                GrowthPerYuan = growth,
            };
    }

    public void Need(Stage stage, OrderEvent happening, World world, Needs needs)
    {
        var isNew = happening is OrderPlaced;
        if (stage == Stage.Member)
        {
            if (isNew)
            {
                needs.AddNew(EarningRows.OfOrder, happening.ShopId, happening.Order.Id);
            }
            else
            {
                needs.Add(EarningRows.OfOrder, happening.ShopId, happening.Order.Id);
            }
        }
        else if (stage == Stage.Account)
        {
            var row = happening is OrderPlaced placed
                ? placed.Prepared as OrderEarning
                : world.One(EarningRows.OfOrder, happening.ShopId, happening.Order.Id);
            foreach (var account in row is null ? [] : AccountsOf(row))
            {
                Ledger.Need(needs, row!.ShopId, account);
            }
        }
    }

    private static AccountKey[] AccountsOf(OrderEarning row) =>
        [
            ChartOfAccounts.Points.Of(row.MemberId),
            ChartOfAccounts.PointsHeld.Of(row.MemberId),
            ChartOfAccounts.PointsPending.Of(row.MemberId),
            ChartOfAccounts.PointsRefunding.Of(row.MemberId),
            ChartOfAccounts.Growth.Of(row.MemberId),
            ChartOfAccounts.GrowthRefunding.Of(row.MemberId),
        ];

    public Refusal? On(OrderEvent happened, World world)
    {
        var row = happened is OrderPlaced { Prepared: OrderEarning prepared }
            ? prepared
            : world.One(EarningRows.OfOrder, happened.ShopId, happened.Order.Id);
        if (row is null)
        {
            return null;
        }

        var books = new EarningBooks(world, happened, row);
        switch (happened)
        {
            case OrderPlaced or OrderRevived:
                if (books.Hold() is { } refusal)
                {
                    return refusal;
                }

                break;
            case OrderPaid:
                books.Spend();
                books.Settle();
                break;
            case OrderClosed:
                books.LetGo();
                break;
            case OrderRefundChanged:
                books.Settle();
                break;
            case OrderCompleted:
                books.Credit();
                break;
            case OrderReceived or OrderRepriced:
                break;
        }

        books.Save();
        return null;
    }
}
