using Banyan.Growth.Campaigns.Contracts;

namespace Banyan.Growth.Campaigns.Kinds.GroupBuy;

/// <summary>What a group buy may not be published with. The form's own limits were checked before.</summary>
internal static class GroupBuyLint
{
    public static IReadOnlyList<Finding> Check(GroupBuyConfig config, LintFacts facts)
    {
        var findings = new List<Finding>();
        if (config.AllowFewer && config.MinimumSize >= config.TeamSize)
        {
            findings.Add(new("config.minimumSize", "最低成团人数要小于成团人数", "Must be smaller than the team size"));
        }

        foreach (var sku in config.Skus)
        {
            if (!facts.ListPrices.TryGetValue(sku.SkuId, out var listPrice))
            {
                findings.Add(new("config.skus", "有规格不属于这个商品，请重新选择", "A variant does not belong to the product"));
            }
            else if (sku.PriceFen >= listPrice)
            {
                findings.Add(
                    new(
                        "config.skus",
                        $"拼团价 {sku.PriceFen} 要低于原价 {listPrice}",
                        $"The group price {sku.PriceFen} must be below the ordinary price {listPrice}"
                    )
                );
            }

            if (sku.PriceFen <= config.LeaderDiscountFen)
            {
                findings.Add(
                    new(
                        "config.leaderDiscountFen",
                        $"团长优惠要小于拼团价 {sku.PriceFen}",
                        $"The leader's discount must be smaller than the group price {sku.PriceFen}"
                    )
                );
            }
        }

        if (config.Skus.All(sku => sku.Stock < config.TeamSize))
        {
            findings.Add(new("config.skus", "活动库存不够一个团", "The campaign stock is too small for one team"));
        }

        return findings;
    }

    public static IReadOnlyList<Finding> Worse(GroupBuyConfig before, GroupBuyConfig after)
    {
        var findings = new List<Finding>();
        if (after.ProductId != before.ProductId)
        {
            findings.Add(new("config.productId", "发布后不能换商品，请新建活动", "The product cannot change after publishing"));
            return findings;
        }

        foreach (var old in before.Skus)
        {
            if (after.Skus.FirstOrDefault(sku => sku.SkuId == old.SkuId) is not { } now)
            {
                findings.Add(new("config.skus", "发布后不能去掉规格", "A variant cannot be removed after publishing"));
            }
            else if (now.PriceFen > old.PriceFen || now.Stock < old.Stock)
            {
                findings.Add(
                    new("config.skus", "发布后价格只能降、库存只能加", "After publishing prices may only fall and stock may only rise")
                );
            }
        }

        Check(after.TeamSize > before.TeamSize, "teamSize", "发布后成团人数只能减少", "May only become smaller after publishing");
        Check(after.Hours < before.Hours, "hours", "发布后成团时限只能延长", "May only become longer after publishing");
        Check(before.AllowFewer && !after.AllowFewer, "allowFewer", "发布后不能关闭", "Cannot be turned off after publishing");
        Check(
            before.AllowFewer && after.AllowFewer && after.MinimumSize > before.MinimumSize,
            "minimumSize",
            "发布后只能减少",
            "May only become smaller after publishing"
        );
        Check(
            after.LeaderDiscountFen < before.LeaderDiscountFen,
            "leaderDiscountFen",
            "发布后团长优惠只能增加",
            "May only become larger after publishing"
        );
        Check(after.BuyLimit < before.BuyLimit, "buyLimit", "发布后限购件数只能增加", "May only become larger after publishing");
        Check(after.TeamLimit < before.TeamLimit, "teamLimit", "发布后开团次数只能增加", "May only become larger after publishing");
        Check(!before.NewMembersOnly && after.NewMembersOnly, "newMembersOnly", "发布后不能打开", "Cannot be turned on after publishing");
        return findings;

        void Check(bool worse, string field, string zh, string en)
        {
            if (worse)
            {
                findings.Add(new Finding("config." + field, zh, en));
            }
        }
    }
}
