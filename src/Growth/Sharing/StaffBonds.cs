using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Sharing.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Sharing;

/// <summary>A member in the share tree.</summary>
/// <param name="ChildCount">Customers, also where they are not listed.</param>
public sealed record TreeNode(
    Id Id,
    string Nickname,
    string AvatarUrl,
    bool IsDistributor,
    int OrderCount,
    Fen PaidFen,
    int ChildCount,
    IReadOnlyList<TreeNode> Children
);

/// <param name="SharerId">Null dissolves the bond.</param>
/// <param name="Reason">Kept in the bond's history.</param>
public sealed record ChangeBondBody(Id? SharerId, string Reason);

/// <summary>Bonds as staff see and mend them.</summary>
internal static class StaffBonds
{
    private const int MaxDepth = 4;
    private const int MaxNodes = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/members/{id}/tree", Tree)
            .RequirePermission("members.read")
            .WithName("GetShareTree")
            .WithTags("Members")
            .Produces<TreeNode>();
        api.MapPost("/members/{id}/bond", Rebind)
            .RequirePermission("members.write")
            .WithName("ChangeBond")
            .WithTags("Members")
            .Produces(204);
        api.MapGet("/settings/bond", GetRules)
            .RequirePermission("settings.read")
            .WithName("GetBondRules")
            .WithTags("Settings")
            .Produces<BondRules>();
        api.MapPut("/settings/bond", PutRules)
            .RequirePermission("settings.write")
            .WithName("PutBondRules")
            .WithTags("Settings")
            .Produces<BondRules>();
    }

    private static async Task<IResult> GetRules(StaffCaller caller, Arrivals arrivals, CancellationToken cancellation) =>
        Results.Ok(await arrivals.Rules(caller.ShopId, cancellation));

    private static async Task<IResult> PutRules(
        StaffCaller caller,
        BondRules body,
        ShopDocuments documents,
        CancellationToken cancellation
    ) => (await documents.Write(caller.ShopId, Arrivals.RulesName, body, cancellation)).ToHttp();

    private static async Task<IResult> Rebind(
        StaffCaller caller,
        Id id,
        ChangeBondBody body,
        BanyanDb db,
        GroupReads reads,
        Commit commit,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Reason, 1, 200).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        Id[] named = body.SharerId is { } sharer ? [id, sharer] : [id];
        if (await db.Set<Member>().CountAsync(member => named.Contains(member.Id), cancellation) != named.Distinct().Count())
        {
            return Refusal.NotFound.ToHttp();
        }

        var uplines = body.SharerId is { } above ? await Bonds.Uplines(reads, caller.ShopId, above, Bonds.MaxLoopDepth, cancellation) : [];
        var change = new BondChange(id, body.SharerId, "staff", "console") { Reason = body.Reason.Trim(), By = caller.Name };
        var act = new ChangeBond(change, uplines, null) { ShopId = caller.ShopId, At = clock.GetUtcNow() };
        return (await commit.Run(act, cancellation)).ToNoContent();
    }

    /// <summary>One level after the other, each with one statement; at most <see cref="MaxNodes"/> members in all.</summary>
    private static async Task<IResult> Tree(
        StaffCaller caller,
        Id id,
        int? depth,
        BanyanDb db,
        TreeFacts facts,
        CancellationToken cancellation
    )
    {
        if (!await db.Set<Member>().AnyAsync(member => member.Id == id, cancellation))
        {
            return Refusal.NotFound.ToHttp();
        }

        var children = new Dictionary<Id, List<Id>>();
        List<Id> all = [id];
        List<Id> level = [id];
        for (var i = 0; i < Math.Clamp(depth ?? 2, 1, MaxDepth) && level.Count > 0 && all.Count < MaxNodes; i++)
        {
            var parents = level;
            var rows = await db.Set<Bond>()
                .AsNoTracking()
                .Where(bond => bond.SharerId != null && parents.Contains(bond.SharerId.Value))
                .OrderByDescending(bond => bond.Since)
                .Take(MaxNodes - all.Count)
                .Select(bond => new { bond.MemberId, SharerId = bond.SharerId!.Value })
                .ToListAsync(cancellation);
            foreach (var group in rows.GroupBy(row => row.SharerId))
            {
                children[group.Key] = [.. group.Select(row => row.MemberId)];
            }

            level = [.. rows.Select(row => row.MemberId)];
            all.AddRange(level);
        }

        var known = await facts.Of(caller.ShopId, all, cancellation);
        return Results.Ok(NodeOf(id, children, known));
    }

    private static TreeNode NodeOf(Id id, Dictionary<Id, List<Id>> children, KnownMembers known)
    {
        var person = known.People.GetValueOrDefault(id) ?? new Person("", "");
        var sum = known.Orders.GetValueOrDefault(id) ?? new OrderSum(0, Fen.Zero);
        return new TreeNode(
            id,
            person.Nickname,
            person.AvatarUrl,
            known.Distributors.GetValueOrDefault(id) == DistributorStatus.Active,
            sum.OrderCount,
            sum.PaidFen,
            known.ChildCounts.GetValueOrDefault(id),
            [.. children.GetValueOrDefault(id, []).Select(child => NodeOf(child, children, known))]
        );
    }
}

/// <summary>What the tree shows of its members.</summary>
internal sealed record KnownMembers(
    IReadOnlyDictionary<Id, Person> People,
    IReadOnlyDictionary<Id, OrderSum> Orders,
    IReadOnlyDictionary<Id, DistributorStatus> Distributors,
    IReadOnlyDictionary<Id, int> ChildCounts
);

internal sealed class TreeFacts(BanyanDb db, IMemberLookup members, IMemberOrders orders, IMemberStanding standing)
{
    public async Task<KnownMembers> Of(Id shopId, IReadOnlyCollection<Id> ids, CancellationToken cancellation) =>
        new(
            await members.People(shopId, ids, cancellation),
            await orders.SumsOf(shopId, ids, cancellation),
            await standing.DistributorStatusOf(shopId, ids, cancellation),
            await db.Set<Bond>()
                .Where(bond => bond.SharerId != null && ids.Contains(bond.SharerId.Value))
                .GroupBy(bond => bond.SharerId!.Value)
                .Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(row => row.Key, row => row.Count, cancellation)
        );
}
