using System.Text.Json.Nodes;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Bench.Shop;

/// <summary>A group buy with many open teams.</summary>
/// <param name="Offers">What an order must carry to join each of the runs, in their order.</param>
internal sealed record Teams(Id SkuId, IReadOnlyList<Id> Runs, IReadOnlyList<string> Offers)
{
    /// <summary>The largest that the kind allows.</summary>
    public const int Size = 100;

    private const int Hands = 64;

    /// <summary>Publishes the campaign; each leader orders and pays, which opens a team.</summary>
    public static async Task<Teams> Open(Opening opening, IReadOnlyList<Shopper> leaders)
    {
        var goods = await opening.Sell("云南高山苹果").ConfigureAwait(false);
        var campaignId = await Publish(opening, goods).ConfigureAwait(false);
        var money = new Money(opening);
        var offer = new OfferRef(campaignId, RunId: null).ToString();
        await Callers.All(Hands, leaders, leader => money.Place(leader.Id, goods.SkuId, offer)).ConfigureAwait(false);
        await Callers.All(Hands, await money.Unpaid().ConfigureAwait(false), money.Pay).ConfigureAwait(false);
        var runs = await opening
            .Look(db => db.Set<Run>().Where(run => run.Status == RunStatus.Open).OrderBy(run => run.Id).Select(run => run.Id).ToListAsync())
            .ConfigureAwait(false);
        return runs.Count == leaders.Count
            ? new Teams(goods.SkuId, runs, [.. runs.Select(run => new OfferRef(campaignId, run).ToString())])
            : throw new InvalidOperationException($"{runs.Count} teams are open, not {leaders.Count}.");
    }

    private static async Task<Id> Publish(Opening opening, Goods goods)
    {
        var config = new
        {
            productId = goods.ProductId.ToString(),
            skus = new[]
            {
                new
                {
                    skuId = goods.SkuId.ToString(),
                    priceFen = Opening.PriceFen - 2000,
                    stock = 1_000_000,
                },
            },
            teamSize = Size,
            hours = 24,
            allowFewer = false,
            minimumSize = 2,
            leaderDiscountFen = 0,
            buyLimit = 999,
            teamLimit = 5,
            newMembersOnly = false,
        };
        var draft = new
        {
            kind = "group_buy",
            name = "百人拼苹果",
            startsAt = opening.Now.AddMinutes(-5),
            endsAt = opening.Now.AddDays(30),
            config,
        };
        JsonNode made = await opening.AskStaff(HttpMethod.Post, "/campaigns", draft).ConfigureAwait(false);
        return Opening.IdOf(
            await opening.AskStaff(HttpMethod.Post, $"/campaigns/{Opening.IdOf(made)}/publish", new { }).ConfigureAwait(false)
        );
    }
}
