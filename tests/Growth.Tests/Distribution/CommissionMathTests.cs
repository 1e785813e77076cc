using Banyan.Commerce.Catalog.Contracts;
using Banyan.Growth.Distribution;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Tests.Distribution;

public class CommissionMathTests
{
    private static readonly Rate[] TwentyFiveThree = [Percent(200_000), Percent(50_000), Percent(30_000)];

    [Theory]
    [InlineData(10000, 2000, 500, 300)]
    [InlineData(6250, 1250, 312, 187)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 0, 0)]
    public void What_stands_is_the_rounded_down_part_of_what_is_not_refunded(long remaining, long seller, long upline1, long upline2) =>
        CommissionMath
            .Standing(TwentyFiveThree, new Fen(remaining), 1, null)
            .ShouldBe([new Fen(seller), new Fen(upline1), new Fen(upline2)]);

    [Fact]
    public void A_fixed_rate_counts_the_pieces_not_returned() =>
        CommissionMath.Standing([Fixed(300)], new Fen(10000), 3, null).ShouldBe([new Fen(900)]);

    [Fact]
    public void Nothing_paid_gives_nothing_even_at_a_fixed_rate() =>
        CommissionMath.Standing([Fixed(300)], Fen.Zero, 3, null).ShouldBe([Fen.Zero]);

    [Fact]
    public void The_cap_cuts_the_furthest_payee_first() =>
        CommissionMath.Standing(TwentyFiveThree, new Fen(10000), 1, 220_000).ShouldBe([new Fen(2000), new Fen(200), Fen.Zero]);

    [Fact]
    public void Payees_never_get_more_than_was_paid() =>
        CommissionMath.Standing([Fixed(8000), Fixed(8000)], new Fen(10000), 1, null).Sum().ShouldBe(new Fen(10000));

    [Fact]
    public void The_sum_never_exceeds_the_cap_whatever_the_rates()
    {
        for (var seed = 0; seed < 5_000; seed++)
        {
            var chance = new Chance(seed);
            Rate[] rates =
            [
                .. Enumerable
                    .Range(0, 1 + chance.Below(3))
                    .Select(_ => chance.Below(2) == 0 ? Percent(chance.Below(600_000)) : Fixed(chance.Below(5_000))),
            ];
            var remaining = new Fen(chance.Below(100_000));
            int? cap = chance.Below(2) == 0 ? null : chance.Below(1_000_000);
            var amounts = CommissionMath.Standing(rates, remaining, chance.Below(5), cap);
            amounts.ShouldAllBe(amount => amount >= Fen.Zero);
            amounts.Sum().ShouldBeLessThanOrEqualTo(remaining.Part(cap ?? 1_000_000, 1_000_000));
        }
    }

    [Fact]
    public void Without_a_signature_two_are_paid_even_if_the_switch_is_on()
    {
        var unsigned = DistributionRules.Default with { ThirdPayee = true };
        PayeeChain.Of(unsigned, new Id(1), [new Id(2), new Id(3)], _ => true).ShouldBe([new Id(1), new Id(2)]);
        var signed = unsigned with
        {
            Acknowledgement = new Acknowledgement("张三", DateTimeOffset.UnixEpoch, "我已知晓微信平台规则并承担责任"),
        };
        PayeeChain.Of(signed, new Id(1), [new Id(2), new Id(3), new Id(4)], _ => true).ShouldBe([new Id(1), new Id(2), new Id(3)]);
    }

    [Fact]
    public void Somebody_who_is_no_distributor_ends_the_chain_or_is_passed_over()
    {
        Id[] uplines = [new(2), new(3)];
        PayeeChain.Of(DistributionRules.Default, new Id(1), uplines, id => id != new Id(2)).ShouldBe([new Id(1)]);
        var skipping = DistributionRules.Default with { SkipNonDistributors = true };
        PayeeChain.Of(skipping, new Id(1), uplines, id => id != new Id(2)).ShouldBe([new Id(1), new Id(3)]);
    }

    private static Rate Percent(int ppm) => new(RateKind.Percent, ppm, null);

    private static Rate Fixed(long fen) => new(RateKind.Fixed, null, new Fen(fen));
}
