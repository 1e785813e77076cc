using System.Text.Json.Nodes;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Host.Http;

namespace Banyan.Simulation.Town;

/// <summary>Opens the town's shops and fills their shelves.</summary>
internal sealed class Founding(Premises premises, Community town)
{
    public async Task Open(string slug)
    {
        var opened = await premises.Get<IOpenShop>().Open(slug, ShopSettings.New(slug), CancellationToken.None);
        var owner = new NewStaffMember("owner", "店主", "banyan-town", [Roles.Owner]);
        var added = await premises.Get<IAddStaff>().Add(opened.Value, owner, CancellationToken.None);
        var shop = new TownShop(slug, opened.Value, added.Value);
        town.Shops.Add(shop);
        var category = new
        {
            name = "水果",
            iconUrl = "",
            sort = 1,
        };
        shop.CategoryId = (await Ask(town.Post(shop.Owner, "/api/console/categories", category))).Text("id");
        for (var i = 0; i < 3; i++)
        {
            await Shelve(shop, town.Random.Next(3, 25), isScarce: true);
        }

        for (var i = 0; i < 5; i++)
        {
            await Shelve(shop, 400, isScarce: false);
        }

        var rules = StaffWishes.Rules(town, isOpen: true);
        await Ask(town.Put(shop.Owner, "/api/console/settings/distribution", rules));
        foreach (var goods in shop.Goods.Where(goods => !goods.IsScarce).Take(2).ToList())
        {
            var draft = await Ask(town.Post(shop.Owner, "/api/console/campaigns", StaffWishes.GroupBuy(town, goods), town.NextKey()));
            await Ask(town.Post(shop.Owner, $"/api/console/campaigns/{draft.Text("id")}/publish", key: town.NextKey()));
            shop.Campaigns.Add((draft.Text("id"), goods));
        }
    }

    public async Task<Goods> Shelve(TownShop shop, int stock, bool isScarce)
    {
        var priceFen = town.Random.Next(100, 20_000);
        var product = new
        {
            name = $"苹果 {shop.Goods.Count + 1} 号",
            subtitle = "",
            categoryId = shop.CategoryId,
            pictures = new[] { "/files/apple.svg" },
            detailHtml = "",
            specs = Array.Empty<object>(),
            skus = new[]
            {
                new
                {
                    specValues = Array.Empty<string>(),
                    priceFen,
                    stock,
                    weightGrams = 500,
                    barcode = "",
                },
            },
            sort = 1,
            onShelf = true,
        };
        var made = await Ask(town.Post(shop.Owner, "/api/console/products", product, town.NextKey()));
        var goods = new Goods(made.Text("id"), made["skus"]![0]!.Text("id"), priceFen, stock, isScarce);
        shop.Goods.Add(goods);
        return goods;
    }

    private async Task<JsonNode> Ask(DirectCall call)
    {
        var answer = await premises.Send(call);
        answer.Status.ShouldBeInRange(200, 299, $"{call.Path}: {answer.Text}");
        return answer.Text.Length == 0 ? new JsonObject() : JsonNode.Parse(answer.Text)!;
    }
}
