using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Finance;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Tests.Finance;

public sealed class BillComparisonTests
{
    private static readonly DateOnly s_day = new(2026, 11, 29);
    private static readonly DateTimeOffset s_noon = s_day.StartOfShopDay().AddHours(12);

    [Fact]
    public void What_both_say_alike_is_no_difference() => Compare([Paid(), Back()], [Payment()], [Refund()]).ShouldBeEmpty();

    [Fact]
    public void Lines_that_we_do_not_know_and_rows_that_the_bill_does_not_know_are_missing()
    {
        Compare([Paid(), Back()], [], []).ShouldBe([(DifferenceKind.MissingHere, "T1"), (DifferenceKind.MissingHere, "R1")]);
        Compare([], [Payment()], [Refund()]).ShouldBe([(DifferenceKind.MissingThere, "T1"), (DifferenceKind.MissingThere, "R1")]);
    }

    [Fact]
    public void The_same_order_paid_twice_is_two_payments() =>
        Compare([Paid(), Paid() with { TransactionId = "43" }], [Payment()], []).ShouldBe([(DifferenceKind.MissingHere, "T1")]);

    [Fact]
    public void An_amount_that_differs_is_named_before_a_state_that_differs_too() =>
        Compare(
                [Paid() with { AmountFen = new Fen(1) }, Back() with { AmountFen = new Fen(1), State = BillLineState.Failed }],
                [Payment()],
                [Refund()]
            )
            .ShouldBe([(DifferenceKind.AmountDiffers, "T1"), (DifferenceKind.AmountDiffers, "R1")]);

    [Theory]
    [InlineData(BillLineState.Succeeded, RefundState.Succeeded, true)]
    [InlineData(BillLineState.Succeeded, RefundState.Accepted, false)]
    [InlineData(BillLineState.Succeeded, RefundState.Closed, false)]
    [InlineData(BillLineState.Processing, RefundState.Accepted, true)]
    [InlineData(BillLineState.Processing, RefundState.Succeeded, true)]
    [InlineData(BillLineState.Processing, RefundState.Requested, false)]
    [InlineData(BillLineState.Failed, RefundState.Closed, true)]
    [InlineData(BillLineState.Failed, RefundState.Abnormal, true)]
    [InlineData(BillLineState.Failed, RefundState.Succeeded, false)]
    public void A_refund_that_was_under_way_may_have_ended_since(BillLineState theirs, RefundState ours, bool agree) =>
        Compare([Back() with { State = theirs }], [], [Refund() with { State = ours }])
            .ShouldBe(agree ? [] : [(DifferenceKind.StateDiffers, "R1")]);

    [Fact]
    public void Rows_of_other_days_and_refunds_that_were_never_sent_are_not_missed() =>
        Compare(
                [],
                [Payment() with { PaidAt = s_noon.AddDays(1) }],
                [
                    Refund() with
                    {
                        State = RefundState.Rejected,
                    },
                    Refund() with
                    {
                        No = "R2",
                        CashFen = Fen.Zero,
                    },
                    Refund() with
                    {
                        No = "R3",
                        AcceptedAt = s_noon.AddDays(-1),
                    },
                ]
            )
            .ShouldBeEmpty();

    private static IReadOnlyList<(DifferenceKind, string)> Compare(
        IReadOnlyList<TradeBillLine> lines,
        IReadOnlyList<Payment> payments,
        IReadOnlyList<Refund> refunds
    ) =>
        [
            .. BillComparison
                .Differences(lines, new OurSide(s_day, payments, refunds))
                .Select(found => (found.Kind, found.OutRefundNo ?? found.OutTradeNo)),
        ];

    private static TradeBillLine Paid() =>
        new(BillLineKind.Payment, s_noon, "T1", "42", null, null, new Fen(1990), BillLineState.Succeeded);

    private static TradeBillLine Back() => new(BillLineKind.Refund, s_noon, "T1", "42", "R1", "503", new Fen(990), BillLineState.Succeeded);

    private static Payment Payment() =>
        new()
        {
            ShopId = new Id(1),
            Id = new Id(2),
            TransactionId = "42",
            OutTradeNo = "T1",
            OrderId = new Id(3),
            Channel = "wechat",
            AmountFen = new Fen(1990),
            PaidAt = s_noon,
            ReceivedAt = s_noon,
            Use = PaymentUse.Applied,
        };

    private static Refund Refund() =>
        new()
        {
            ShopId = new Id(1),
            Id = new Id(4),
            No = "R1",
            OrderId = new Id(3),
            OrderNo = "1",
            MemberId = new Id(5),
            State = RefundState.Succeeded,
            Kind = RefundKind.RefundOnly,
            AmountFen = new Fen(990),
            CashFen = new Fen(990),
            Lines = [],
            Reason = "不想要了",
            OutTradeNo = "T1",
            PaymentFen = new Fen(1990),
            CreatedAt = s_noon,
            AcceptedAt = s_noon,
        };
}
