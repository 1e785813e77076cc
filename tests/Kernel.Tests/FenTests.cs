using Banyan.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Banyan.Kernel.Tests;

public class FenTests
{
    [Fact]
    public void Shares_add_up_to_the_amount_whatever_the_weights()
    {
        Prop.ForAll<int, NonEmptyArray<NonNegativeInt>>(
                (amount, weights) =>
                {
                    var shares = new Fen(amount).Split([.. weights.Get.Select(weight => (long)weight.Get)]);
                    return shares.Sum() == new Fen(amount) && shares.Length == weights.Get.Length;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_share_is_within_one_fen_of_its_exact_part()
    {
        Prop.ForAll<NonNegativeInt, NonEmptyArray<PositiveInt>>(
                (amount, weights) =>
                {
                    long[] numbers = [.. weights.Get.Select(weight => (long)weight.Get)];
                    var shares = new Fen(amount.Get).Split(numbers);
                    return shares
                        .Zip(numbers)
                        .All(pair => Math.Abs(pair.First.Value - ((decimal)amount.Get * pair.Second / numbers.Sum())) < 1);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Ties_go_to_the_earlier_weight() => new Fen(100).Split([1, 1, 1]).ShouldBe([new Fen(34), new Fen(33), new Fen(33)]);

    [Theory]
    [InlineData(10000, 200000, 2000)]
    [InlineData(6250, 50000, 312)]
    [InlineData(6250, 30000, 187)]
    [InlineData(-1, 500000, -1)]
    public void A_part_is_rounded_down(long amount, long ppm, long expected) =>
        new Fen(amount).Part(ppm, 1_000_000).ShouldBe(new Fen(expected));

    [Fact]
    public void An_overflow_is_an_error_and_never_a_wrong_amount() =>
        Should.Throw<OverflowException>(() => new Fen(long.MaxValue) + new Fen(1));

    [Theory]
    [InlineData(1990, "¥19.90")]
    [InlineData(-5, "-¥0.05")]
    [InlineData(0, "¥0.00")]
    public void Is_shown_in_yuan(long fen, string text) => new Fen(fen).ToYuan().ShouldBe(text);
}
