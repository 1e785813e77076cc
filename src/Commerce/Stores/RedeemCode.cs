using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Stores.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Stores;

/// <summary>What a code is good for, as staff at the counter see it.</summary>
/// <param name="Label">Such as 自提订单.</param>
/// <param name="Problem">Why it cannot be handed over now, in Chinese; null: it can.</param>
public sealed record RedemptionView(
    string Code,
    string Kind,
    string Label,
    RedemptionState State,
    string Title,
    IReadOnlyList<RedeemableItem> Items,
    Buyer Buyer,
    RedeemableContact? Contact,
    string? Store,
    string Remark,
    string? Problem,
    Id? OrderId,
    DateTimeOffset? UsedAt,
    string? UsedBy
);

/// <summary>The counter: looks a code up, and hands over what it stands for.</summary>
internal static class RedeemCode
{
    public const string Permission = "stores.redeem";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/redemptions/{code}", Look)
            .RequirePermission(Permission)
            .WithName("GetRedemption")
            .WithTags("Stores")
            .Produces<RedemptionView>();
        api.MapPost("/redemptions/{code}", Redeem)
            .RequirePermission(Permission)
            .WithName("RedeemCode")
            .WithTags("Stores")
            .Produces<RedemptionView>();
    }

    private static async Task<IResult> Look(StaffCaller caller, string code, Counter counter, CancellationToken cancellation)
    {
        var found = await counter.Find(caller, code, cancellation);
        return found.IsOk ? Results.Ok(await counter.Show(found.Value, cancellation)) : found.Refusal.ToHttp();
    }

    private static async Task<IResult> Redeem(
        StaffCaller caller,
        string code,
        IdempotencyHeader header,
        Counter counter,
        CancellationToken cancellation
    )
    {
        var key = header.For(caller.Actor, null);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var found = await counter.Find(caller, code, cancellation);
        if (!found.IsOk)
        {
            return found.Refusal.ToHttp();
        }

        var redeemed = await counter.Redeem(new RedemptionWish(found.Value, caller.Name, key.Value), cancellation);
        if (!redeemed.IsOk)
        {
            return redeemed.Refusal.ToHttp();
        }

        var now = await counter.Find(caller, code, cancellation);
        return now.IsOk ? Results.Ok(await counter.Show(now.Value, cancellation)) : now.Refusal.ToHttp();
    }
}

/// <summary>Finds codes, slowly for whoever guesses, and knows who can hand over what.</summary>
internal sealed class Counter(IDbContextFactory<BanyanDb> factory, IEnumerable<IRedeemable> kinds, IMemberLookup members, WrongCodes wrong)
{
    private static readonly Refusal Unknown = new("code_unknown", 404, "没有这个核销码，请核对后再输", "There is no such code");

    private static readonly Refusal TooMany = new(
        "too_many_attempts",
        429,
        "输错次数太多，请 10 分钟后再试",
        "Too many wrong codes, please try again in 10 minutes"
    );

    private readonly Dictionary<string, IRedeemable> kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    public async Task<Result<Redemption>> Find(StaffCaller caller, string typed, CancellationToken cancellation)
    {
        if (wrong.IsOver(caller))
        {
            return TooMany;
        }

        var code = string.Concat(typed.Where(char.IsAsciiDigit));
        await using var db = await factory.OpenFor(caller.ShopId, cancellation);
        var found =
            code.Length == RedemptionCodes.Length
                ? await db.Set<Redemption>().AsNoTracking().FirstOrDefaultAsync(row => row.Code == code, cancellation)
                : null;
        if (found is not null && kinds.ContainsKey(found.Kind))
        {
            return found;
        }

        wrong.Count(caller);
        return Unknown;
    }

    public Task<Result<Done>> Redeem(RedemptionWish wish, CancellationToken cancellation) =>
        kinds[wish.Redemption.Kind].Redeem(wish, cancellation);

    public async Task<RedemptionView> Show(Redemption redemption, CancellationToken cancellation)
    {
        var kind = kinds[redemption.Kind];
        var thing = await kind.Look(redemption, cancellation);
        var people = await members.People(redemption.ShopId, [redemption.MemberId], cancellation);
        return new RedemptionView(
            redemption.Code,
            redemption.Kind,
            kind.Label,
            redemption.State,
            thing.Title,
            thing.Items,
            Buyer.Of(redemption.MemberId, people),
            thing.Contact,
            redemption.Store,
            thing.Remark,
            thing.Obstacle?.Zh,
            thing.OrderId,
            redemption.UsedAt,
            redemption.UsedBy
        );
    }

    public string LabelOf(string kind) => kinds.GetValueOrDefault(kind)?.Label ?? kind;
}

/// <summary>Wrong codes of each member of staff: ten in ten minutes, then a pause.</summary>
internal sealed class WrongCodes(TimeProvider clock)
{
    public const int Most = 10;
    private readonly Throttle throttle = new(clock, Most, TimeSpan.FromMinutes(10));

    public bool IsOver(StaffCaller caller) => throttle.IsOver(caller.Actor);

    public void Count(StaffCaller caller) => throttle.Count(caller.Actor);
}
