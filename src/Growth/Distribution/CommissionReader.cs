using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Distribution;

/// <summary>Shows commissions with their orders: a constant number of statements however many.</summary>
internal sealed class CommissionReader(BanyanDb db, IMemberLookup members)
{
    public async Task<IReadOnlyDictionary<Id, CommissionView>> Views(
        Id shopId,
        IReadOnlyList<Commission> rows,
        CancellationToken cancellation
    )
    {
        var orderIds = rows.Select(row => row.OrderId).Distinct().ToList();
        var lineIds = rows.Select(row => row.LineId).Distinct().ToList();
        var orders = await db.Set<Order>()
            .AsNoTracking()
            .Where(order => orderIds.Contains(order.Id))
            .Select(order => new
            {
                order.Id,
                order.No,
                order.AfterSaleEndsAt,
            })
            .ToDictionaryAsync(order => order.Id, cancellation);
        var lines = await db.Set<OrderLine>()
            .AsNoTracking()
            .Where(line => lineIds.Contains(line.Id))
            .ToDictionaryAsync(line => line.Id, cancellation);
        var people = await members.People(shopId, [.. rows.Select(row => row.BuyerId).Distinct()], cancellation);
        return rows.ToDictionary(
            row => row.Id,
            row =>
            {
                var (order, line) = (orders[row.OrderId], lines[row.LineId]);
                return new CommissionView(
                    row.Id,
                    row.OrderId,
                    order.No,
                    people.GetValueOrDefault(row.BuyerId) ?? new Person("已注销的会员", ""),
                    line.Name,
                    line.ImageUrl,
                    row.Role,
                    DistributionTexts.Of(row.Role, row.Plan),
                    row.BaseFen,
                    line.RefundedFen,
                    DistributionTexts.Rule(row, line.RefundedFen, line.Quantity - line.RefundedQuantity),
                    row.AmountFen,
                    row.OriginalFen,
                    row.State,
                    DistributionTexts.Of(row.State),
                    row.MaturedAt ?? order.AfterSaleEndsAt,
                    row.CreatedAt
                );
            }
        );
    }

    /// <summary>Who, by which bond, by which rate, of how much, and what refunds took.</summary>
    public async Task<Explanation> Why(Id shopId, Commission row, CancellationToken cancellation)
    {
        var view = (await Views(shopId, [row], cancellation))[row.Id];
        var line = await db.Set<OrderLine>().AsNoTracking().FirstAsync(one => one.Id == row.LineId, cancellation);
        var people = await members.People(shopId, [.. row.Origin.Chain, row.BuyerId], cancellation);
        string NameOf(Id id) => people.GetValueOrDefault(id)?.Nickname ?? "已注销的会员";
        var how = row.Origin.Attribution switch
        {
            "self" => "买家自己是分销员，店铺开启了自购返佣",
            "last_touch" => $"下单前最近一次打开的是 {NameOf(row.Origin.Chain[0])} 的分享",
            _ => row.Origin.BondSince is { } since
                ? $"{NameOf(row.BuyerId)} 自 {since.ToOffset(Times.ShopOffset):yyyy-MM-dd HH:mm} 起是 {NameOf(row.Origin.Chain[0])} 的客户"
                : $"{NameOf(row.BuyerId)} 是 {NameOf(row.Origin.Chain[0])} 的客户",
        };
        var steps = new List<ExplanationStep>
        {
            new("归属", how),
            new("关系链", string.Join(" → ", row.Origin.Chain.Select(NameOf).Prepend(NameOf(row.BuyerId)))),
            new("身份", $"{NameOf(row.PayeeId)}：{view.RoleText}"),
            new(
                "比例",
                $"{DistributionTexts.Of(row.Rate)}，来自{(row.Origin.RateSource == "product" ? "商品单独设置" : "店铺统一设置")}（规则第 {row.Origin.RuleVersion} 版，下单时冻结）"
            ),
            new("基数", $"{line.Name} 实付 {row.BaseFen.ToYuan()}（不含运费）"),
            new(
                "原始佣金",
                $"{row.OriginalFen.ToYuan()}（不足一分的部分舍去{(row.CapPpm is { } cap ? $"，整行上限 {DistributionTexts.Percent(cap)}" : "")}）"
            ),
        };
        if (line.RefundedFen + line.RefundingFen > Fen.Zero)
        {
            steps.Add(new("退款", $"已退 {line.RefundedFen.ToYuan()}，处理中 {line.RefundingFen.ToYuan()}；暂扣 {row.HeldFen.ToYuan()}"));
        }

        steps.Add(new("现在", $"{view.RuleText} = {row.AmountFen.ToYuan()}，{view.StateText}"));
        return new Explanation($"{view.RoleText} {row.AmountFen.ToYuan()} 是怎么来的", steps);
    }
}
