using System.Text.Json.Nodes;
using Banyan.Engines.Commit;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;

namespace Banyan.Bench.Shop;

/// <summary>Distributors above each other, three payees for every sale.</summary>
internal static class SellingTeam
{
    /// <summary>Three are paid only when somebody has signed for it.</summary>
    public static async Task PayThree(Opening opening)
    {
        var settings = (await opening.AskStaff(HttpMethod.Get, "/settings/distribution").ConfigureAwait(false)).AsObject();
        settings["thirdPayee"] = true;
        settings["acknowledge"] = new JsonObject { ["signedName"] = "王店主", ["text"] = "我已了解三级分销的法律与平台风险，由本人负责。" };
        await opening.AskStaff(HttpMethod.Put, "/settings/distribution", settings).ConfigureAwait(false);
    }

    /// <summary>Makes three members distributors, each the customer of the one before; the last one sells.</summary>
    public static async Task Chain(Opening opening, IReadOnlyList<Shopper> three)
    {
        var shop = opening.ShopId;
        for (var i = 0; i < three.Count; i++)
        {
            var member = three[i].Id;
            _ = (await opening.Use((IDistributors staff) => staff.Apply(shop, member, default)).ConfigureAwait(false)).Value;
            _ = (await opening.Use((IDistributors staff) => staff.Approve(shop, member, default)).ConfigureAwait(false)).Value;
            if (i > 0)
            {
                await Bind(opening, three[i].Id, three[i - 1].Id).ConfigureAwait(false);
            }
        }
    }

    public static async Task Bind(Opening opening, Id memberId, Id sharerId)
    {
        var act = new BindAct(memberId, sharerId) { ShopId = opening.ShopId, At = opening.Now };
        _ = (await opening.Get<Commit>().Run(act).ConfigureAwait(false)).Value;
    }

    private sealed class BindAct(Id memberId, Id sharerId) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Member)
            {
                needs.Add(Bonds.ByMember, ShopId, memberId);
            }
        }

        public override Result<Done> Decide(World world) =>
            Bonds.Change(world, ShopId, new BondChange(memberId, sharerId, "staff", "bench"), [], At).Map(_ => Done.Yes);
    }
}
