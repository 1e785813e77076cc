using Banyan.Host.Demo;

namespace Banyan.Host.Tests.Demo;

public sealed class ContentTests
{
    private static readonly IReadOnlyList<GoodsContent> Goods = [.. DemoContent.MainCatalog.SelectMany(category => category.Goods)];

    [Fact]
    public void The_main_shop_has_six_categories_of_six_goods()
    {
        DemoContent.MainCatalog.Count.ShouldBe(6);
        DemoContent.MainCatalog.ShouldAllBe(category => category.Goods.Count == 6);
    }

    [Fact]
    public void The_second_shop_has_six_goods() => DemoContent.SecondCatalog.Sum(category => category.Goods.Count).ShouldBe(6);

    [Fact]
    public void Names_and_drawings_are_all_different()
    {
        Goods.Select(goods => goods.Name).ShouldBeUnique();
        Goods.Select(goods => goods.Slug).ShouldBeUnique();
        Nicknames.Take(300).ShouldBeUnique();
    }

    [Fact]
    public void One_product_costs_exactly_a_hundred_yuan_and_has_one_sku()
    {
        var product = Goods.Where(goods => goods.Skus is [{ PriceFen: 10000 }]).ShouldHaveSingleItem();
        product.Specs.ShouldBeEmpty();
    }

    [Fact]
    public void Every_sku_is_one_choice_of_each_spec_and_all_choices_are_there()
    {
        foreach (var goods in Goods.Concat(DemoContent.SecondCatalog.SelectMany(category => category.Goods)))
        {
            var choices = goods.Specs.Aggregate(1, (count, spec) => count * spec.Values.Count);
            goods.Skus.Count.ShouldBe(choices, goods.Name);
            goods.Skus.Select(sku => string.Join('/', sku.Values)).ShouldBeUnique();
            foreach (var sku in goods.Skus)
            {
                sku.Values.Count.ShouldBe(goods.Specs.Count, goods.Name);
                for (var i = 0; i < sku.Values.Count; i++)
                {
                    goods.Specs[i].Values.ShouldContain(sku.Values[i]);
                }
            }
        }
    }

    [Fact]
    public void Prices_are_positive_and_crossed_out_prices_are_higher_by_less_than_half()
    {
        foreach (var (name, sku) in Goods.SelectMany(goods => goods.Skus.Select(sku => (goods.Name, sku))))
        {
            sku.PriceFen.ShouldBePositive(name);
            sku.Stock.ShouldBeGreaterThanOrEqualTo(0, name);
            sku.WeightGrams.ShouldBePositive(name);
            if (sku.CrossedFen is { } crossed)
            {
                crossed.ShouldBeInRange(sku.PriceFen + 1, sku.PriceFen * 3 / 2, name);
            }
        }
    }

    [Fact]
    public void Two_products_have_two_specs() => Goods.Count(goods => goods.Specs.Count == 2).ShouldBe(2);

    [Fact]
    public void Detail_texts_use_plain_tags_and_link_nowhere()
    {
        foreach (var goods in Goods)
        {
            var html = goods.DetailHtml();
            goods.Story.Count.ShouldBeInRange(3, 5, goods.Name);
            html.ShouldNotContain("http", Case.Insensitive);
            var tags = html.Split('<').Skip(1).Select(rest => rest.Split('>', ' ')[0].TrimStart('/')).Distinct();
            tags.ShouldBeSubsetOf(["h3", "p", "table", "tbody", "tr", "th", "td"], goods.Name);
        }
    }

    [Fact]
    public void Campaigns_price_every_sku_below_its_price()
    {
        DemoContent.Shops.Campaigns.Count(campaign => campaign.ToDay > 0).ShouldBe(3);
        foreach (var campaign in DemoContent.Shops.Campaigns)
        {
            var goods = Goods.Single(goods => goods.Slug == campaign.Slug);
            campaign.Prices.Count.ShouldBe(goods.Skus.Count, campaign.Name);
            campaign.Stock.Count.ShouldBe(goods.Skus.Count, campaign.Name);
            campaign.Prices.Zip(goods.Skus).ShouldAllBe(pair => pair.First > 0 && pair.First < pair.Second.PriceFen);
        }
    }
}
