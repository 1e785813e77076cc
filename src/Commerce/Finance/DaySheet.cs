using Banyan.Commerce.Accounting.Contracts;
using Banyan.Engines.Http;

namespace Banyan.Commerce.Finance;

/// <summary>How the settlement looks in a spreadsheet. Every row has the same cells.</summary>
internal sealed class DaySheet(FinanceDays days, bool english)
{
    public string FileName =>
        english
            ? $"Settlement-{StatementDays.Text(days.From)} to {StatementDays.Text(days.To)}.csv"
            : $"日结-{StatementDays.Text(days.From)}至{StatementDays.Text(days.To)}.csv";

    public IEnumerable<IReadOnlyList<CsvCell>> Rows() =>
        [Heads(), .. days.Items.Select(item => Row(StatementDays.Text(item.Day), item.Figures)), Row(Say("合计", "Total"), days.Total)];

    private IReadOnlyList<CsvCell> Heads() =>
        [
            Words("日期", "Day"),
            Words("支付订单数", "Orders paid"),
            Words("优惠金额（元）", "Discounts (CNY)"),
            Words("微信收款（元）", "WeChat Pay in (CNY)"),
            Words("微信退款（元）", "WeChat Pay refunds (CNY)"),
            Words("退回的付款（元）", "Payments returned (CNY)"),
            Words("微信净额（元）", "Net cash (CNY)"),
            .. days.Balances.SelectMany(balance =>
                (CsvCell[])
                    [
                        Words($"{balance.Name}支付（元）", $"Paid by {balance.Name} (CNY)"),
                        Words($"{balance.Name}退回（元）", $"Refunded to {balance.Name} (CNY)"),
                        Words($"{balance.Name}发放（元）", $"Granted to {balance.Name} (CNY)"),
                        Words($"{balance.Name}扣除（元）", $"Taken from {balance.Name} (CNY)"),
                    ]
            ),
            Words("计提佣金（元）", "Commission accrued (CNY)"),
            Words("到账佣金（元）", "Commission matured (CNY)"),
            Words("收回佣金（元）", "Commission reversed (CNY)"),
        ];

    private static IReadOnlyList<CsvCell> Row(string day, DaySums figures) =>
        [
            CsvCell.Text(day),
            CsvCell.Number(figures.Orders),
            CsvCell.Yuan(figures.DiscountFen),
            CsvCell.Yuan(figures.CashInFen),
            CsvCell.Yuan(figures.RefundedFen),
            CsvCell.Yuan(figures.ReturnedFen),
            CsvCell.Yuan(figures.NetCashFen),
            .. figures.Balances.SelectMany(balance =>
                (CsvCell[])
                    [
                        CsvCell.Yuan(balance.PaidFen),
                        CsvCell.Yuan(balance.RefundedFen),
                        CsvCell.Yuan(balance.GrantedFen),
                        CsvCell.Yuan(balance.TakenFen),
                    ]
            ),
            CsvCell.Yuan(figures.AccruedFen),
            CsvCell.Yuan(figures.MaturedFen),
            CsvCell.Yuan(figures.ReversedFen),
        ];

    private CsvCell Words(string zh, string en) => CsvCell.Text(Say(zh, en));

    private string Say(string zh, string en) => english ? en : zh;
}
