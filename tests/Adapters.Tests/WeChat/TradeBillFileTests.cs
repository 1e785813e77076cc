using System.Text;
using Banyan.Adapters.WeChat;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;

namespace Banyan.Adapters.Tests.WeChat;

public sealed class TradeBillFileTests
{
    private const string Heads =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,"
        + "代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,"
        + "申请退款金额,费率备注";
    private const string Payment =
        "`2026-11-29 23:59:59,`wx1,`190001,`0,`,`42001,`T1,`oA,`JSAPI,`SUCCESS,`OTHERS,`CNY,`19.80,`0.10,`0,`0,`0.00,`0.00,`,`,"
        + "`苹果,脆甜,`shop=1,`0.12000,`0.60%,`19.90,`0.00,`";
    private const string Refund =
        "`2026-11-29 10:00:00,`wx1,`190001,`0,`,`42001,`T1,`oA,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50300,`R1,`9.90,`0.00,"
        + "`ORIGINAL,`PROCESSING,`苹果,`,`-0.06000,`0.60%,`0.00,`9.9,`";
    private const string SumHeads = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
    private const string Sums = "`2,`19.80,`9.90,`0.00,`0.06000,`19.90,`9.90";
    private static readonly DateOnly s_day = new(2026, 11, 29);

    [Fact]
    public void A_payment_and_a_refund_are_read_to_the_fen_and_commas_in_names_separate_nothing()
    {
        var bill = Read(Heads, Payment, Refund, SumHeads, Sums);

        bill.Day.ShouldBe(s_day);
        bill.Lines.ShouldBe([
            new TradeBillLine(
                BillLineKind.Payment,
                new DateTimeOffset(2026, 11, 29, 15, 59, 59, TimeSpan.Zero),
                "T1",
                "42001",
                null,
                null,
                new Fen(1990),
                BillLineState.Succeeded
            ),
            new TradeBillLine(
                BillLineKind.Refund,
                new DateTimeOffset(2026, 11, 29, 2, 0, 0, TimeSpan.Zero),
                "T1",
                "42001",
                "R1",
                "50300",
                new Fen(990),
                BillLineState.Processing
            ),
        ]);
    }

    [Fact]
    public void Columns_are_found_by_name_wherever_they_stand_and_without_the_mark_too()
    {
        var bill = TradeBillFile.Read(
            s_day,
            Encoding.UTF8.GetBytes(
                "订单金额,申请退款金额,交易时间,微信订单号,商户订单号,交易状态,微信退款单号,商户退款单号,退款状态,新的列\n"
                    + "`5,`0,`2026-11-29 08:00:00,`42,`T9,`REVOKED,`,`,`,`x\n总交易单数,应结订单总金额\n`1,`5.00\n"
            )
        );

        bill.Lines.Single()
            .ShouldSatisfyAllConditions(
                line => line.AmountFen.ShouldBe(new Fen(500)),
                line => line.State.ShouldBe(BillLineState.Revoked),
                line => line.No.ShouldBe("T9")
            );
    }

    [Fact]
    public void A_bill_without_lines_is_a_bill() => Read(Heads, SumHeads, Sums).Lines.ShouldBeEmpty();

    [Fact]
    public void A_file_that_was_cut_short_is_no_bill()
    {
        string[][] cut =
        [
            [],
            [Heads],
            [Heads, Payment],
            [Heads, Payment, Refund, SumHeads],
            [Heads, Payment, Refund, SumHeads, "2,19.80"],
        ];

        foreach (var lines in cut)
        {
            Should.Throw<FormatException>(() => Read(lines)).Message.ShouldContain("cut short");
        }
    }

    [Fact]
    public void Columns_or_values_that_are_missing_make_the_whole_file_unreadable()
    {
        Should
            .Throw<FormatException>(() => Read(Heads.Replace(",订单金额", "", StringComparison.Ordinal), Payment, SumHeads, Sums))
            .Message.ShouldContain("订单金额");
        Should.Throw<FormatException>(() => Read(Heads, Payment + ",`more", SumHeads, Sums)).Message.ShouldContain("Line 2");
        Should.Throw<FormatException>(() => Read(Heads, Payment, "no backtick", SumHeads, Sums)).Message.ShouldContain("Line 3");
    }

    [Theory]
    [InlineData("`19.90", "`19.905")]
    [InlineData("`19.90", "`-19.90")]
    [InlineData("`19.90", "`")]
    [InlineData("`19.90", "`19,90")]
    [InlineData("`SUCCESS", "`PERHAPS")]
    [InlineData("`2026-11-29 23:59:59", "`yesterday")]
    public void Values_that_say_nothing_certain_are_not_guessed(string right, string wrong) =>
        Should.Throw<FormatException>(() => Read(Heads, Payment.Replace(right, wrong, StringComparison.Ordinal), SumHeads, Sums));

    [Fact]
    public void Bytes_that_are_not_text_are_no_bill() =>
        Should.Throw<FormatException>(() => TradeBillFile.Read(s_day, [0xEF, 0xBB, 0xBF, 0xC3, 0x28, 0x0A]));

    private static TradeBill Read(params string[] lines) =>
        TradeBillFile.Read(s_day, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n")]);
}
