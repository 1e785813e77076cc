using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Kernel;

namespace Banyan.Growth.Points;

/// <summary>Posts what an order's event means for points and growth: always the difference to what must stand.</summary>
internal sealed class EarningBooks(World world, OrderEvent happened, OrderEarning earning)
{
    private static readonly AccountKey Shop = ChartOfAccounts.ShopPoints.OfShop();
    private readonly OrderEarning before = earning;
    private OrderEarning row = earning;

    private AccountKey Points => ChartOfAccounts.Points.Of(row.MemberId);

    private AccountKey Held => ChartOfAccounts.PointsHeld.Of(row.MemberId);

    private AccountKey Pending => ChartOfAccounts.PointsPending.Of(row.MemberId);

    /// <summary>Points may be below zero after refunds, but nobody spends what is not there.</summary>
    public Refusal? Hold()
    {
        var balance = world.One(Ledger.AccountByKey, row.ShopId, Points.Key)?.Balance ?? 0;
        if (balance < row.Used)
        {
            return OrderPoints.Short;
        }

        Post(Points, Held, row.Used, "下单使用积分");
        return null;
    }

    public void Spend() => Post(Held, Shop, row.Used, "积分抵扣");

    public void LetGo() => Post(Held, Points, row.Used, "订单关闭，积分退回");

    /// <summary>Brings earned and used points to what the lines say must stand.</summary>
    public void Settle()
    {
        var back = EarningMath.UsedBack(happened.Lines) - row.UsedBack;
        if (back > 0)
        {
            Post(Shop, Points, back, "退款，抵扣的积分退回");
            row = row with { UsedBack = row.UsedBack + back };
        }

        var standing = EarningMath.Base(happened.Lines);
        var points = EarningMath.Points(standing, row.PointsPpm);
        Change(Shop, row.IsCredited ? Points : Pending, points - row.Points, ("消费获得积分", "退款，获得的积分收回"));
        row = row with { Points = points };
        if (row.IsCredited)
        {
            SettleGrowth(standing);
        }
    }

    public void Credit()
    {
        Settle();
        Post(Pending, Points, row.Points, "积分到账");
        row = row with { IsCredited = true };
        SettleGrowth(EarningMath.Base(happened.Lines));
    }

    public void Save()
    {
        if (row != before || happened is OrderPlaced)
        {
            world.Put(row);
        }
    }

    private void SettleGrowth(Fen standing)
    {
        var growth = EarningMath.Growth(standing, row.GrowthPerYuan);
        Change(
            ChartOfAccounts.ShopGrowth.OfShop(),
            ChartOfAccounts.Growth.Of(row.MemberId),
            growth - row.Growth,
            ("消费获得成长值", "退款，成长值收回")
        );
        row = row with { Growth = growth };
    }

    private void Change(AccountKey shop, AccountKey own, long difference, (string Given, string TakenBack) why)
    {
        if (difference > 0)
        {
            Post(shop, own, difference, why.Given);
        }
        else
        {
            Post(own, shop, -difference, why.TakenBack);
        }
    }

    private void Post(AccountKey from, AccountKey to, long amount, string why)
    {
        if (amount == 0)
        {
            return;
        }

        row = row with { Postings = row.Postings + 1 };
        var movement = new Movement(
            from,
            to,
            amount,
            PointsSource.SourceType,
            $"{row.OrderId}:{row.Postings}",
            $"{why} {happened.Order.No}"
        );
        if (Ledger.Post(world, row.ShopId, movement, happened.At).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Order {row.OrderId}: {from.Key} does not hold {amount}: {refusal.Code}");
        }
    }
}
