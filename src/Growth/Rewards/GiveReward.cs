using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Rewards.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Rewards;

/// <summary>A kind of reward that the shop can give.</summary>
public sealed record RewardKindView(string Kind, string Label);

/// <param name="Why">Shown to the member.</param>
public sealed record GiveRewardBody(string Kind, long Amount, Id? RefId, string Why);

/// <summary>What was given.</summary>
public sealed record GivenReward(string Kind, long Amount);

/// <summary>Staff give a member a reward by hand.</summary>
internal static class GiveReward
{
    private const long MaxAmount = 1_000_000;

    /// <summary>Refusals that speak to the member who takes something, in words for whoever gives it.</summary>
    private static readonly Dictionary<string, Refusal> ForStaff = new(StringComparer.Ordinal)
    {
        ["coupon_limit"] = Refusal.Conflict(
            "coupon_limit",
            "超过了这张券每人限领的张数",
            "This is more than one member may have of this coupon"
        ),
        ["coupon_gone"] = Refusal.Conflict("coupon_gone", "这张券已经发完了", "All of these coupons are gone"),
    };

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/reward-kinds",
                (RewardKinds kinds) => Results.Ok(kinds.All.Select(kind => new RewardKindView(kind.Kind, kind.Label.Zh)).ToList())
            )
            .RequirePermission("members.read")
            .WithName("ListRewardKinds")
            .WithTags("Rewards")
            .Produces<IReadOnlyList<RewardKindView>>();
        api.MapPost("/members/{id}/rewards", Handle)
            .RequirePermission("wallet.write")
            .WithName("GiveReward")
            .WithTags("Rewards")
            .Produces<GivenReward>();
    }

    private static async Task<IResult> Handle(
        StaffCaller caller,
        Id id,
        GiveRewardBody body,
        IdempotencyHeader header,
        RewardDesk desk,
        CancellationToken cancellation
    )
    {
        var check = Check
            .Body()
            .Choice(body.Kind, [.. desk.Kinds.All.Select(kind => kind.Kind)])
            .Number(body.Amount, 1, MaxAmount)
            .Text(body.Why, 2, 60);
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        if (!await desk.Db.Set<Member>().AnyAsync(member => member.Id == id, cancellation))
        {
            return Refusal.NotFound.ToHttp();
        }

        var grant = new RewardGrant(
            caller.ShopId,
            id,
            new Reward(body.Kind, body.Amount, body.RefId),
            StaffGrantSource.SourceType,
            desk.Ids.Next().ToString(),
            body.Why.Trim()
        );
        var act = new GiveRewardAct(desk.Kinds.Find(body.Kind)!, grant)
        {
            ShopId = caller.ShopId,
            At = desk.Clock.GetUtcNow(),
            Key = key.Value,
        };
        return (await desk.Commit.Run(act, cancellation)).ToHttp();
    }

    private sealed class GiveRewardAct(IRewardHandler handler, RewardGrant grant) : Act<GivenReward>
    {
        public override void Need(Stage stage, World world, Needs needs) => handler.Need(stage, grant, world, needs);

        public override Result<GivenReward> Decide(World world) =>
            handler.Give(grant, world, At) is { } refusal
                ? ForStaff.GetValueOrDefault(refusal.Code, refusal)
                : new GivenReward(grant.Reward.Kind, grant.Reward.Amount);
    }
}

/// <summary>What giving by hand needs.</summary>
internal sealed record RewardDesk(BanyanDb Db, RewardKinds Kinds, Commit Commit, IIdSource Ids, TimeProvider Clock);

/// <summary>What staff gave by hand.</summary>
internal sealed class StaffGrantSource : IPostingSource
{
    public const string SourceType = "staff_grant";

    public string Type => SourceType;

    public Sentence Label { get; } = new("商家赠送", "Given by the shop");
}
