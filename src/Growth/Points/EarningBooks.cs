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

    private Purse PointsPurse => new(Shop, row.IsCredited ? Points : Pending, ChartOfAccounts.PointsRefunding.Of(row.MemberId), "积分");

    private Purse GrowthPurse =>
        new(
            ChartOfAccounts.ShopGrowth.OfShop(),
            ChartOfAccounts.Growth.Of(row.MemberId),
            ChartOfAccounts.GrowthRefunding.Of(row.MemberId),
            "成长值"
        );

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

        var (points, held) = Bring(PointsPurse, (row.Points, row.HeldPoints), now => EarningMath.Points(now, row.PointsPpm));
        row = row with { Points = points, HeldPoints = held };
        if (row.IsCredited)
        {
            SettleGrowth();
        }
    }

    public void Credit()
    {
        Settle();
        Post(Pending, Points, row.Points - row.HeldPoints, "积分到账");
        row = row with { IsCredited = true };
        SettleGrowth();
    }

    public void Save()
    {
        if (row != before || happened is OrderPlaced)
        {
            world.Put(row);
        }
    }

    private void SettleGrowth()
    {
        var (growth, held) = Bring(GrowthPurse, (row.Growth, row.HeldGrowth), now => EarningMath.Growth(now, row.GrowthPerYuan));
        row = row with { Growth = growth, HeldGrowth = held };
    }

    /// <summary>
    /// By the cumulative rule of commissions: what refunds took back is gone, first out of what was held; what accepted refunds will take
    /// is held; what a closed refund does not take after all is let go.
    /// </summary>
    private (long Stands, long Held) Bring(Purse purse, (long Stands, long Held) before, Func<Fen, long> of)
    {
        var stands = of(EarningMath.Base(happened.Lines));
        var toHold = stands - of(EarningMath.BaseAfterRefunds(happened.Lines));
        var gone = Math.Max(0, before.Stands - stands);
        var goneFromHeld = Math.Min(gone, before.Held);
        Post(purse.Shop, purse.Own, Math.Max(0, stands - before.Stands), $"消费获得{purse.Word}");
        Post(purse.Held, purse.Shop, goneFromHeld, $"退款，{purse.Word}收回");
        Post(purse.Own, purse.Shop, gone - goneFromHeld, $"退款，{purse.Word}收回");
        var held = before.Held - goneFromHeld;
        Post(purse.Own, purse.Held, Math.Max(0, toHold - held), $"退款处理中，{purse.Word}暂扣");
        Post(purse.Held, purse.Own, Math.Max(0, held - toHold), $"退款未成功，{purse.Word}退回");
        return (stands, toHold);
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

    /// <summary>Where something is given from, where it is, and where it waits while a refund is under way.</summary>
    private sealed record Purse(AccountKey Shop, AccountKey Own, AccountKey Held, string Word);
}
