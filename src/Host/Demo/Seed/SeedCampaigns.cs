using Banyan.Host.Demo.Plan;

namespace Banyan.Host.Demo.Seed;

/// <summary>The group-buys, each published shortly before it starts, as an owner would; and one that is still a draft.</summary>
internal static class SeedCampaigns
{
    public static void Announce(SeedShop shop, Timeline timeline, DateTimeOffset now)
    {
        var calendar = new Calendar(now);
        foreach (var campaign in DemoContent.Shops.Campaigns)
        {
            timeline.Add(calendar.At(campaign.FromDay, 7, 40), "campaign:" + campaign.Key, () => Publish(shop, campaign, calendar));
        }
    }

    public static async Task LeaveDraft(SeedShop shop, DateTimeOffset now)
    {
        var calendar = new Calendar(now);
        var walnut = new CampaignContent("walnut", "纸皮核桃五人团", "walnut", "", "", 5, 36, [4690, 4690], [100, 100], 3, 14, 1);
        await Save(shop, walnut, calendar).ConfigureAwait(false);
    }

    private static async Task Publish(SeedShop shop, CampaignContent campaign, Calendar calendar)
    {
        var id = await Save(shop, campaign, calendar).ConfigureAwait(false);
        await shop.Caller.Post($"/api/console/campaigns/{id}/publish", shop.Staff("operator")).ConfigureAwait(false);
        shop.Campaigns[campaign.Key] = id;
    }

    private static async Task<string> Save(SeedShop shop, CampaignContent campaign, Calendar calendar)
    {
        var product = shop.Product(campaign.Slug);
        var input = new
        {
            kind = "group_buy",
            name = campaign.Name,
            startsAt = calendar.At(campaign.FromDay, 8),
            endsAt = calendar.At(campaign.ToDay, 23, 59),
            config = new
            {
                productId = product.Id,
                skus = product.Skus.Select(
                    (sku, i) =>
                        new
                        {
                            skuId = sku,
                            priceFen = campaign.Prices[i],
                            stock = campaign.Stock[i],
                        }
                ),
                teamSize = campaign.TeamSize,
                hours = campaign.Hours,
                allowFewer = false,
                minimumSize = 2,
                leaderDiscountFen = 0,
                buyLimit = 2,
                teamLimit = 5,
                newMembersOnly = false,
                shareTitle = campaign.Promise,
            },
        };
        return (await shop.Caller.Post("/api/console/campaigns", shop.Staff("operator"), input).ConfigureAwait(false)).Text("id");
    }
}
