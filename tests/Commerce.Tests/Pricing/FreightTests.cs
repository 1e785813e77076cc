using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Freight.Contracts;
using Banyan.Commerce.Pricing;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Pricing.Lanes;
using Banyan.Kernel;

namespace Banyan.Commerce.Tests.Pricing;

public sealed class FreightTests
{
    private static readonly FreightTemplate Fruit = new()
    {
        ShopId = new Id(1),
        Id = new Id(7),
        Name = "生鲜",
        Unit = FreightUnit.Weight,
        Zones =
        [
            new FreightZone(["浙江省", "江苏省"], 1_000, new Fen(500), 500, new Fen(100), new Fen(9_900), null, false),
            new FreightZone(["西藏自治区"], 1_000, new Fen(0), 1_000, new Fen(0), null, null, true),
            new FreightZone([], 1_000, new Fen(1_200), 1_000, new Fen(800), null, null, false),
        ],
    };

    private static readonly FreightTemplate Cups = new()
    {
        ShopId = new Id(1),
        Id = new Id(8),
        Name = "杯子",
        Unit = FreightUnit.Piece,
        Zones = [new FreightZone([], 1, new Fen(600), 2, new Fen(200), null, 4, false)],
    };

    [Theory]
    [InlineData("浙江省", 1, 500, "生鲜：1 kg，首 1 kg ¥5.00，每加 0.5 kg ¥1.00")]
    [InlineData("浙江省", 2, 700, "生鲜：2 kg，首 1 kg ¥5.00，每加 0.5 kg ¥1.00")]
    [InlineData("广东省", 2, 2_000, "生鲜：2 kg，首 1 kg ¥12.00，每加 1 kg ¥8.00")]
    [InlineData(null, 1, 1_200, "生鲜：1 kg，首 1 kg ¥12.00，每加 1 kg ¥8.00")]
    [InlineData("江苏省", 10, 0, "生鲜：满 ¥99.00 包邮")]
    public void Weight_is_counted_by_begun_steps_of_the_zone(string? province, int pieces, long fen, string explain)
    {
        var quote = Priced(province, Line(1, Fruit.Id, pieces));
        (quote.FreightFen.Value, StepsOf(quote).Single().Explain).ShouldBe((fen, explain));
    }

    [Theory]
    [InlineData(1, 600)]
    [InlineData(2, 800)]
    [InlineData(3, 800)]
    [InlineData(4, 0)]
    public void Pieces_are_counted_by_begun_steps_and_enough_of_them_travel_free(int pieces, long fen) =>
        Priced("浙江省", Line(1, Cups.Id, pieces)).FreightFen.Value.ShouldBe(fen);

    [Fact]
    public void Each_template_and_the_shops_own_rule_add_up()
    {
        var quote = Priced("浙江省", Line(1, Fruit.Id, 1), Line(2, Cups.Id, 1), Line(3, null, 1));
        quote.FreightFen.Value.ShouldBe(500 + 600 + 800);
        StepsOf(quote).Count.ShouldBe(3);
    }

    [Fact]
    public void Virtual_goods_travel_free_and_pickup_costs_nothing()
    {
        Priced("浙江省", Line(1, Fruit.Id, 1, isVirtual: true)).FreightFen.ShouldBe(Fen.Zero);
        PriceCalculation.Calculate(new PriceCase([Line(1, Fruit.Id, 1)], FreightRule.Pickup)).FreightFen.ShouldBe(Fen.Zero);
    }

    [Fact]
    public void A_promotion_pays_all_of_it()
    {
        var free = new FreeFreightRule { Ref = "campaign:1", Label = "全场包邮" };
        var one = Case("浙江省", Line(1, Fruit.Id, 1), Line(2, Cups.Id, 1)) with { Rules = [free] };
        var quote = PriceCalculation.Calculate(one);
        (quote.FreightFen, StepsOf(quote).Single().Label).ShouldBe((Fen.Zero, "全场包邮"));
    }

    private static Quote Priced(string? province, params PricedInput[] inputs) => PriceCalculation.Calculate(Case(province, inputs));

    private static PriceCase Case(string? province, params PricedInput[] inputs) =>
        new(
            inputs,
            new FreightRule(new Fen(800), null)
            {
                Templates = new Dictionary<Id, FreightTemplate> { [Fruit.Id] = Fruit, [Cups.Id] = Cups },
                Province = province,
            }
        );

    private static IReadOnlyList<QuoteStep> StepsOf(Quote quote) => quote.Lanes.Single(lane => lane.Lane == Lane.Freight).Steps;

    private static PricedInput Line(long sku, Id? template, int pieces, bool isVirtual = false) =>
        new(
            new SkuFacts(new Id(sku), new Id(sku), new Id(1), "货", "", "", new Fen(1_000), null, true, 100, null, 1_000)
            {
                FreightTemplateId = template,
                IsVirtual = isVirtual,
            },
            pieces,
            null
        );
}
