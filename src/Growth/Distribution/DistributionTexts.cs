using System.Globalization;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Distribution;

/// <summary>What distribution is called on screen.</summary>
internal static class DistributionTexts
{
    public static string Of(CommissionRole role, RatePlan plan) =>
        (role, plan) switch
        {
            (CommissionRole.Seller, RatePlan.ThreeInOne) => "推广佣金",
            (CommissionRole.Seller, RatePlan.SalesPromotion) => "销售佣金",
            (CommissionRole.Upline1, RatePlan.ThreeInOne) => "上级佣金",
            (CommissionRole.Upline1, RatePlan.SalesPromotion) => "推广佣金",
            (CommissionRole.Upline2, RatePlan.ThreeInOne) => "上上级佣金",
            (CommissionRole.Upline2, RatePlan.SalesPromotion) => "二级推广佣金",
        };

    public static string Of(CommissionState state) =>
        state switch
        {
            CommissionState.Promised => "待付款",
            CommissionState.Pending => "待结算",
            CommissionState.Matured => "已结算",
            CommissionState.ClawedBack => "已退回",
        };

    public static string Of(Rate rate) =>
        rate.Kind switch
        {
            RateKind.Percent => Percent(rate.Ppm ?? 0),
            RateKind.Fixed => $"{(rate.FixedFen ?? Fen.Zero).ToYuan()}/件",
        };

    public static string Percent(int ppm)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{ppm / 10_000}.{ppm % 10_000:0000}").TrimEnd('0').TrimEnd('.');
        return text + "%";
    }

    /// <summary>The calculation as people can follow it.</summary>
    public static string Rule(Commission row, Fen refunded, int pieces) =>
        row.Rate.Kind switch
        {
            RateKind.Percent => refunded > Fen.Zero
                ? $"（{row.BaseFen.ToYuan()} − 已退 {refunded.ToYuan()}）× {Of(row.Rate)}"
                : $"{row.BaseFen.ToYuan()} × {Of(row.Rate)}",
            RateKind.Fixed => $"{Of(row.Rate)} × {pieces} 件",
        };

    public static IReadOnlyList<RateView> Rates(DistributionRules rules)
    {
        (CommissionRole Role, Rate Rate)[] all =
        [
            (CommissionRole.Seller, rules.Seller),
            (CommissionRole.Upline1, rules.Upline1),
            (CommissionRole.Upline2, rules.Upline2),
        ];
        return
        [
            .. all.Take(rules.Payees)
                .Select(pair => new RateView(Engines.Storage.SnakeCase.Of(pair.Role.ToString()), Of(pair.Role, rules.Plan), Of(pair.Rate))),
        ];
    }

    public static string RulesHtml(DistributionRules rules)
    {
        var rows = string.Concat(Rates(rules).Select(rate => $"<li>{rate.Label}：{rate.RatePercent}</li>"));
        return "<h3>如何成为分销员</h3><p>加入完全免费，不需要购买任何商品，也没有任何名额或门槛费用；随时可以退出。</p>"
            + $"<h3>佣金怎么算</h3><ul>{rows}</ul><p>以买家实际支付的商品金额（不含运费）计算，每件商品的比例以商品页为准；一笔订单的佣金不会超过商品实付金额。</p>"
            + "<h3>佣金何时到账</h3><p>买家付款后计入“待结算”，确认收货且售后期结束后转为可提现余额。</p>"
            + "<h3>退款怎么处理</h3><p>发生退款时，佣金按未退款的实付金额重新计算，多出的部分退回。</p>";
    }
}
