using Banyan.Commerce.Accounting.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Kernel;

namespace Banyan.Commerce.Accounting;

/// <summary>How a statement looks in a spreadsheet. Every row has the same cells.</summary>
internal sealed class StatementSheet(AccountUnit unit, bool english)
{
    public static string FileName(AccountCard account, StatementDays days, bool english)
    {
        var name = account.Member is { } member ? $"{account.Name}-{member.Nickname}" : account.Name;
        var (from, to) = (StatementDays.Text(days.From), StatementDays.Text(days.To));
        return english ? $"Books-{name}-{from} to {to}.csv" : $"账簿-{name}-{from}至{to}.csv";
    }

    public IReadOnlyList<CsvCell> Heads()
    {
        var inUnit = unit switch
        {
            AccountUnit.Fen => Say("（元）", " (CNY)"),
            AccountUnit.Points => Say("（积分）", " (points)"),
            AccountUnit.Growth => Say("（成长值）", " (growth)"),
        };
        return
        [
            Words("时间", "Time"),
            Words("事由", "Reason"),
            Words("说明", "Explanation"),
            Words("对方账户", "Counterpart"),
            Words("会员", "Member"),
            Words("订单号", "Order"),
            Words("来源", "Source"),
            Words("转入" + inUnit, "In" + inUnit),
            Words("转出" + inUnit, "Out" + inUnit),
            Words("余额" + inUnit, "Balance" + inUnit),
            Words("冲正", "Reversal"),
        ];
    }

    public IReadOnlyList<CsvCell> Opening(DateTimeOffset from, long balance) =>
        Sum(CsvCell.Time(from), Words("期初余额", "Opening balance"), CsvCell.Empty, CsvCell.Empty, Amount(balance));

    public IReadOnlyList<CsvCell> Line(StatementLine line) =>
        [
            CsvCell.Time(line.At),
            CsvCell.Text(line.Reason),
            CsvCell.Text(line.Explanation),
            CsvCell.Text(line.Counterpart.Name),
            CsvCell.Text(line.Counterpart.Member?.Nickname),
            CsvCell.Code(line.Order?.No),
            CsvCell.Text(line.Source),
            line.Inflow == 0 ? CsvCell.Empty : Amount(line.Inflow),
            line.Outflow == 0 ? CsvCell.Empty : Amount(line.Outflow),
            Amount(line.Balance),
            line.ReversedBy is not null ? Words("已冲正", "Reversed")
            : line.Reverses is not null ? Words("冲正分录", "Reversing entry")
            : CsvCell.Empty,
        ];

    public IReadOnlyList<CsvCell> Total(long inflow, long outflow) =>
        Sum(CsvCell.Empty, Words("合计", "Total"), Amount(inflow), Amount(outflow), CsvCell.Empty);

    public IReadOnlyList<CsvCell> Closing(long balance) =>
        Sum(CsvCell.Empty, Words("期末余额", "Closing balance"), CsvCell.Empty, CsvCell.Empty, Amount(balance));

    public IReadOnlyList<CsvCell> Beside(AccountCard account) =>
        Sum(
            CsvCell.Empty,
            Words($"另有{account.Name}（不计入余额）", $"Apart from the balance: {account.Name}"),
            CsvCell.Empty,
            CsvCell.Empty,
            Amount(account.Balance)
        );

    private static IReadOnlyList<CsvCell> Sum(CsvCell at, CsvCell what, CsvCell inflow, CsvCell outflow, CsvCell balance)
    {
        var nothing = CsvCell.Empty;
        return [at, what, nothing, nothing, nothing, nothing, nothing, inflow, outflow, balance, nothing];
    }

    private CsvCell Amount(long amount) => unit == AccountUnit.Fen ? CsvCell.Yuan(new Fen(amount)) : CsvCell.Number(amount);

    private CsvCell Words(string zh, string en) => CsvCell.Text(Say(zh, en));

    private string Say(string zh, string en) => english ? en : zh;
}
