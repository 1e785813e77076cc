using Banyan.Commerce.Pricing;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Tests.Pricing;

/// <summary>What holds for any cart, whatever is on offer.</summary>
public sealed class PropertyTests
{
    private const int Carts = 10_000;

    [Fact]
    public void Shares_add_up_and_nothing_falls_below_zero()
    {
        for (var seed = 0; seed < Carts; seed++)
        {
            var quote = PriceCalculation.Calculate(RandomCarts.Of(new Chance(seed)));
            try
            {
                Sums.ShouldAddUp(quote);
            }
            catch (ShouldAssertException wrong)
            {
                throw new ShouldAssertException($"seed {seed}: {wrong.Message}", wrong);
            }
        }
    }

    [Fact]
    public void Every_lane_lowers_a_price_in_some_of_these_carts()
    {
        var used = Enumerable
            .Range(0, Carts)
            .SelectMany(seed => PriceCalculation.Calculate(RandomCarts.Of(new Chance(seed))).Lanes)
            .Where(lane => lane.AmountFen < Fen.Zero)
            .CountBy(lane => lane.Lane)
            .ToDictionary();

        used.Keys.ShouldBe([Lane.Item, Lane.Bundle, Lane.Order, Lane.Coupon, Lane.Points], ignoreOrder: true);
        used.Values.ShouldAllBe(count => count > Carts / 20);
    }

    [Fact]
    public void The_order_of_the_lines_does_not_matter()
    {
        for (var seed = 0; seed < Carts; seed++)
        {
            var one = RandomCarts.Of(new Chance(seed));
            var other = one with { Inputs = [.. one.Inputs.Reverse()], Rules = [.. one.Rules.Reverse()] };

            var (straight, reversed) = (PriceCalculation.Calculate(one), PriceCalculation.Calculate(other));

            reversed.PayableFen.ShouldBe(straight.PayableFen, $"seed {seed}");
            Payables(reversed).ShouldBe(Payables(straight), $"seed {seed}");
        }
    }

    private static List<(Id, Fen, long)> Payables(Quote quote) =>
        [.. quote.Lines.Where(line => !line.IsGift).Select(line => (line.SkuId, line.PayableFen, line.Points)).OrderBy(line => line.SkuId)];
}
