using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Ledger;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Distribution;

/// <param name="Reason">Shown to the member.</param>
public sealed record DistributorReasonBody(string? Reason);

/// <param name="SignedName">Typed by the one who signs.</param>
/// <param name="Text">What they sign, word for word.</param>
public sealed record AcknowledgeBody(string SignedName, string Text);

/// <summary>The rules as staff send them; a third payee needs <paramref name="Acknowledge"/> unless it was signed before.</summary>
public sealed record DistributionSettingsBody(
    bool Enabled,
    JoinRule Join,
    bool SelfPurchase,
    bool SkipNonDistributors,
    AttributionRule Attribution,
    int LastTouchDays,
    RatePlan Plan,
    Rate Seller,
    Rate Upline1,
    Rate Upline2,
    int? CapPpm,
    bool ThirdPayee,
    AcknowledgeBody? Acknowledge
);

/// <summary>Distribution as staff run it.</summary>
internal static class StaffDistribution
{
    private const string Read = "distribution.read";
    private const string Write = "distribution.write";
    private const string Tag = "Distribution";

    private static readonly Refusal AcknowledgementRequired = Refusal.Conflict(
        "acknowledgement_required",
        "开启第三级收款人前，需要负责人签名确认：微信平台禁止多级分销，超过法定层级和人数可能构成违法",
        "A third payee needs a signed acknowledgement: WeChat forbids multi-level distribution"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/distributors", List)
            .RequirePermission(Read)
            .WithName("ListDistributors")
            .WithTags(Tag)
            .Produces<Page<ConsoleDistributor>>();
        api.MapPost("/distributors/{memberId}/{step}", Change)
            .RequirePermission(Write)
            .WithName("ChangeDistributor")
            .WithTags(Tag)
            .Produces<ConsoleDistributor>();
        api.MapGet("/commissions", Commissions)
            .RequirePermission(Read)
            .WithName("ListStaffCommissions")
            .WithTags(Tag)
            .Produces<Page<ConsoleCommission>>();
        api.MapGet("/commissions/{id}/why", Why)
            .RequirePermission(Read)
            .WithName("ExplainStaffCommission")
            .WithTags(Tag)
            .Produces<Explanation>();
        api.MapGet("/settings/distribution", GetRules)
            .RequirePermission("settings.read")
            .WithName("GetDistributionSettings")
            .WithTags("Settings")
            .Produces<DistributionRules>();
        api.MapPut("/settings/distribution", PutRules)
            .RequirePermission(Write)
            .WithName("PutDistributionSettings")
            .WithTags("Settings")
            .Produces<DistributionRules>();
    }

    private static async Task<IResult> List(
        StaffCaller caller,
        Choice<DistributorStatus>? status,
        string? q,
        [AsParameters] PageQuery page,
        DistributorReader reader,
        CancellationToken cancellation
    ) => Results.Ok(await reader.Page(caller.ShopId, status?.Value, q, page, cancellation));

    private static async Task<IResult> Change(
        StaffCaller caller,
        Id memberId,
        string step,
        DistributorReasonBody body,
        IDistributors distributors,
        DistributorReader reader,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Reason, 0, 200).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var reason = body.Reason?.Trim() ?? "";
        var shop = caller.ShopId;
        var changed = step switch
        {
            "approve" => await distributors.Approve(shop, memberId, cancellation),
            "reject" => await distributors.Reject(shop, memberId, reason, cancellation),
            "freeze" => await distributors.Freeze(shop, memberId, reason, cancellation),
            "unfreeze" => await distributors.Unfreeze(shop, memberId, cancellation),
            _ => Refusal.NotFound,
        };
        return changed.IsOk ? Results.Ok(await reader.One(shop, memberId, cancellation)) : changed.Refusal.ToHttp();
    }

    private static async Task<IResult> Commissions(
        StaffCaller caller,
        [AsParameters] CommissionQuery query,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CommissionDesk desk,
        CancellationToken cancellation
    )
    {
        var (after, wanted) = (page.AfterId, query.State?.Value);
        var rows = await db.Set<Commission>()
            .AsNoTracking()
            .Where(row =>
                (wanted == null ? row.State != CommissionState.Promised || query.OrderId != null : row.State == wanted)
                && (query.MemberId == null || row.PayeeId == query.MemberId)
                && (query.OrderId == null || row.OrderId == query.OrderId)
                && (after == Id.None || row.Id < after)
            )
            .OrderByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var views = await desk.Reader.Views(caller.ShopId, rows, cancellation);
        var payees = await desk.Members.People(caller.ShopId, [.. rows.Select(row => row.PayeeId).Distinct()], cancellation);
        return Results.Ok(
            Page<ConsoleCommission>.Of(
                rows,
                page,
                row => new ConsoleCommission(views[row.Id], Buyer.Of(row.PayeeId, payees)),
                row => row.Id.ToString()
            )
        );
    }

    private static async Task<IResult> Why(StaffCaller caller, Id id, BanyanDb db, CommissionReader reader, CancellationToken cancellation)
    {
        var row = await db.Set<Commission>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation);
        return row is null ? Refusal.NotFound.ToHttp() : Results.Ok(await reader.Why(caller.ShopId, row, cancellation));
    }

    private static async Task<IResult> GetRules(StaffCaller caller, DistributionFacts facts, CancellationToken cancellation) =>
        Results.Ok((await facts.Rules(caller.ShopId, cancellation)).Document);

    private static async Task<IResult> PutRules(
        StaffCaller caller,
        DistributionSettingsBody body,
        DistributionFacts facts,
        ShopDocuments documents,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Problem(body) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var (before, _) = await facts.Rules(caller.ShopId, cancellation);
        var signed = before.Acknowledgement;
        if (body is { ThirdPayee: true, Acknowledge: { } sign } && Check.Body().Text(sign.SignedName, 2, 40).Text(sign.Text, 10, 500).IsOk)
        {
            signed = new Acknowledgement(sign.SignedName.Trim(), clock.GetUtcNow(), sign.Text.Trim());
        }

        if (body.ThirdPayee && (signed is null || (!before.ThirdPayee && body.Acknowledge is null)))
        {
            return AcknowledgementRequired.ToHttp();
        }

        var rules = new DistributionRules(
            body.Enabled,
            body.Join,
            body.SelfPurchase,
            body.SkipNonDistributors,
            body.Attribution,
            body.LastTouchDays,
            body.Plan,
            body.Seller,
            body.Upline1,
            body.Upline2,
            body.CapPpm,
            body.ThirdPayee,
            signed
        );
        return (await documents.Write(caller.ShopId, DistributionFacts.RulesName, rules, cancellation)).ToHttp();
    }

    private static Refusal? Problem(DistributionSettingsBody body)
    {
        var check = Check.Body().Number(body.LastTouchDays, 1, 365).Number(body.CapPpm, 0, 1_000_000);
        foreach (var (rate, name) in ((Rate, string)[])[(body.Seller, "seller"), (body.Upline1, "upline1"), (body.Upline2, "upline2")])
        {
            check =
                rate.Kind == RateKind.Percent
                    ? check.Number(rate.Ppm ?? -1, 0, 1_000_000, name + ".ppm")
                    : check.Money(rate.FixedFen ?? new Fen(-1), Fen.Zero, new Fen(10_000_000), name + ".fixedFen");
        }

        return check.ToRefusal();
    }
}

/// <param name="MemberId">The payee.</param>
public sealed record CommissionQuery(Choice<CommissionState>? State, Id? MemberId, Id? OrderId);

/// <summary>What the list of commissions needs.</summary>
internal sealed record CommissionDesk(CommissionReader Reader, IMemberLookup Members);

/// <summary>Shows distributors: a constant number of statements however many.</summary>
internal sealed class DistributorReader(BanyanDb db, IMemberLookup members)
{
    public async Task<Page<ConsoleDistributor>> Page(
        Id shopId,
        DistributorStatus? status,
        string? q,
        PageQuery page,
        CancellationToken cancellation
    )
    {
        var after = page.AfterId;
        var name = q?.Trim().ToLowerInvariant() ?? "";
        var rows = await db.Set<Distributor>()
            .AsNoTracking()
            .Where(row =>
                (status == null ? row.Status != DistributorStatus.None : row.Status == status) && (after == Id.None || row.MemberId < after)
            )
            .Where(row =>
                name.Length == 0 || db.Set<Member>().Any(member => member.Id == row.MemberId && member.NicknameSearch.Contains(name))
            )
            .OrderByDescending(row => row.MemberId)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var views = await Views(shopId, rows, cancellation);
        return Page<ConsoleDistributor>.Of(rows, page, row => views[row.MemberId], row => row.MemberId.ToString());
    }

    public async Task<ConsoleDistributor> One(Id shopId, Id memberId, CancellationToken cancellation)
    {
        var rows = await db.Set<Distributor>().AsNoTracking().Where(row => row.MemberId == memberId).ToListAsync(cancellation);
        return (await Views(shopId, rows, cancellation))[memberId];
    }

    private async Task<IReadOnlyDictionary<Id, ConsoleDistributor>> Views(
        Id shopId,
        IReadOnlyList<Distributor> rows,
        CancellationToken cancellation
    )
    {
        Id[] ids = [.. rows.Select(row => row.MemberId)];
        var bonds = await db.Set<Bond>()
            .Where(bond => ids.Contains(bond.MemberId) && bond.SharerId != null)
            .ToDictionaryAsync(bond => bond.MemberId, bond => bond.SharerId!.Value, cancellation);
        var customers = await db.Set<Bond>()
            .Where(bond => bond.SharerId != null && ids.Contains(bond.SharerId.Value))
            .GroupBy(bond => bond.SharerId!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        var earned = (
            await db.Set<Commission>()
                .Where(row => ids.Contains(row.PayeeId) && row.State != CommissionState.Promised)
                .Select(row => new
                {
                    row.PayeeId,
                    row.OrderId,
                    row.Role,
                    row.BaseFen,
                    row.AmountFen,
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.PayeeId);
        var keys = ids.SelectMany(id => new[] { AccountKey.CommissionPending(id).Key, AccountKey.Commission(id).Key }).ToList();
        var balances = await db.Set<Account>()
            .Where(one => keys.Contains(one.Key))
            .ToDictionaryAsync(one => one.Key, one => one.Balance, cancellation);
        var people = await members.People(shopId, [.. ids, .. bonds.Values], cancellation);
        return rows.ToDictionary(
            row => row.MemberId,
            row =>
            {
                var person = people.GetValueOrDefault(row.MemberId) ?? new Person("已注销的会员", "");
                var own = earned[row.MemberId].ToList();
                return new ConsoleDistributor(
                    row.MemberId,
                    person.Nickname,
                    person.AvatarUrl,
                    row.Status,
                    bonds.TryGetValue(row.MemberId, out var sharer) ? people.GetValueOrDefault(sharer) : null,
                    customers.GetValueOrDefault(row.MemberId),
                    own.Select(one => one.OrderId).Distinct().Count(),
                    own.Where(one => one.Role == CommissionRole.Seller).Sum(one => one.BaseFen),
                    own.Sum(one => one.AmountFen),
                    new Fen(balances.GetValueOrDefault(AccountKey.CommissionPending(row.MemberId).Key)),
                    new Fen(balances.GetValueOrDefault(AccountKey.Commission(row.MemberId).Key)),
                    row.JoinedAt
                );
            }
        );
    }
}
