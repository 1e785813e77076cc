using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Finance;

/// <summary>A day that was checked.</summary>
/// <param name="Found">Differences that the latest check found.</param>
/// <param name="Open">Those that nobody has settled yet.</param>
/// <param name="CheckedBy">Null: the nightly check.</param>
public sealed record BillCheckCard(
    DateOnly Day,
    int Payments,
    Fen PaidFen,
    int Refunds,
    Fen RefundedFen,
    int Found,
    int Open,
    DateTimeOffset CheckedAt,
    string? CheckedBy
);

/// <param name="No">Our number of the payment or the refund.</param>
/// <param name="ChannelNo">WeChat's number of it, where somebody knows it.</param>
/// <param name="OurState">As our row has it; null where we have none.</param>
/// <param name="TheirState">As the bill has it; null where it has no line.</param>
public sealed record DifferenceCard(
    Id Id,
    DateOnly Day,
    DifferenceKind Kind,
    BillLineKind Subject,
    string No,
    string? ChannelNo,
    Id? OrderId,
    Fen? OurFen,
    Fen? TheirFen,
    string? OurState,
    string? TheirState,
    DifferenceState State,
    DateTimeOffset FoundAt,
    string? Reason,
    string? SettledBy,
    DateTimeOffset? SettledAt
)
{
    internal static DifferenceCard Of(BillDifference row) =>
        new(
            row.Id,
            row.Day,
            row.Kind,
            row.Subject,
            row.No,
            row.ChannelNo,
            row.OrderId,
            row.OurFen,
            row.TheirFen,
            row.OurState,
            row.TheirState,
            row.State,
            row.FoundAt,
            row.Reason,
            row.SettledBy,
            row.SettledAt
        );
}

/// <param name="State">Open or settled; both when it is not said.</param>
public sealed record DifferenceQuery(string? State);

/// <param name="Reason">Why bill and books differ and what was done about it.</param>
public sealed record Settlement(string Reason);

/// <summary>The staff's side of the reconciliation.</summary>
internal static class StaffBills
{
    private static readonly string[] s_states = ["open", "settled"];
    private static readonly Refusal s_settled = Refusal.Conflict(
        "already_settled",
        "这条差异已经处理过",
        "This difference is settled already"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/finance/bills", List)
            .RequirePermission(FinanceModule.Read)
            .WithName("ListBillChecks")
            .WithTags(FinanceModule.Tag)
            .Produces<Page<BillCheckCard>>();
        api.MapPost("/finance/bills/{day}/check", Check)
            .RequirePermission(FinanceModule.Settle)
            .WithName("CheckBill")
            .WithTags(FinanceModule.Tag)
            .Produces<BillCheckCard>();
        api.MapGet("/finance/differences", Differences)
            .RequirePermission(FinanceModule.Read)
            .WithName("ListBillDifferences")
            .WithTags(FinanceModule.Tag)
            .Produces<Page<DifferenceCard>>();
        api.MapPost("/finance/differences/{id}/settle", Settle)
            .RequirePermission(FinanceModule.Settle)
            .WithName("SettleBillDifference")
            .WithTags(FinanceModule.Tag)
            .Produces<DifferenceCard>();
    }

    private static async Task<IResult> List([AsParameters] PageQuery page, BanyanDb db, CancellationToken cancellation)
    {
        var found = db.Set<TradeBillCheck>().AsNoTracking();
        if (StatementDays.Parse(page.After) is { } after)
        {
            found = found.Where(check => check.Day < after);
        }

        var rows = await found.OrderByDescending(check => check.Day).Take(page.Take).ToListAsync(cancellation);
        var cards = await Cards(db, rows, cancellation);
        return Results.Ok(Page<BillCheckCard>.Of(cards, page, card => card, card => StatementDays.Text(card.Day)));
    }

    private static async Task<IResult> Check(
        StaffCaller caller,
        string day,
        BillChecker checker,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        if (StatementDays.Parse(day) is not { } asked)
        {
            return Refusal.Invalid("day", "应为 2026-11-30 这样的日期", "Must be a date such as 2026-11-30").ToHttp();
        }

        var check = await checker.Check(caller.ShopId, asked, caller.Name, cancellation);
        return check.IsOk ? Results.Ok((await Cards(db, [check.Value], cancellation)).Single()) : check.Refusal.ToHttp();
    }

    private static async Task<IReadOnlyList<BillCheckCard>> Cards(
        BanyanDb db,
        IReadOnlyList<TradeBillCheck> checks,
        CancellationToken cancellation
    )
    {
        var days = checks.Select(check => check.Day).ToList();
        var open = await db.Set<BillDifference>()
            .Where(row => row.State == DifferenceState.Open && days.Contains(row.Day))
            .GroupBy(row => row.Day)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        return
        [
            .. checks.Select(check => new BillCheckCard(
                check.Day,
                check.Payments,
                check.PaidFen,
                check.Refunds,
                check.RefundedFen,
                check.Differences,
                open.GetValueOrDefault(check.Day),
                check.CheckedAt,
                check.CheckedBy
            )),
        ];
    }

    private static async Task<IResult> Differences(
        [AsParameters] DifferenceQuery query,
        [AsParameters] PageQuery page,
        BanyanDb db,
        CancellationToken cancellation
    )
    {
        if (
            query.State is { Length: > 0 }
            && Banyan.Engines.Http.Check.Body().Choice(query.State, s_states, "state").ToRefusal() is { } wrong
        )
        {
            return wrong.ToHttp();
        }

        var found = db.Set<BillDifference>().AsNoTracking();
        if (query.State is { Length: > 0 } state)
        {
            var wanted = state == "open" ? DifferenceState.Open : DifferenceState.Settled;
            found = found.Where(row => row.State == wanted);
        }

        if (page.AfterId is { IsNone: false } after)
        {
            found = found.Where(row => row.Id < after);
        }

        var rows = await found.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(cancellation);
        return Results.Ok(Page<DifferenceCard>.Of(rows, page, DifferenceCard.Of, row => row.Id.ToString()));
    }

    private static async Task<IResult> Settle(
        StaffCaller caller,
        Id id,
        Settlement body,
        Commit commit,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Banyan.Engines.Http.Check.Body().Text(body.Reason, 1, 200).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var settled = await commit.Exclusive<BillDifference>(
            caller.ShopId,
            async editing =>
            {
                var row = await editing.Set<BillDifference>().AsTracking().FirstOrDefaultAsync(found => found.Id == id, cancellation);
                if (row is not { State: DifferenceState.Open })
                {
                    return row is null ? Refusal.NotFound : s_settled;
                }

                var after = row with
                {
                    State = DifferenceState.Settled,
                    Reason = body.Reason.Trim(),
                    SettledBy = caller.Name,
                    SettledAt = clock.GetUtcNow(),
                    Version = row.Version + 1,
                };
                editing.Entry(row).CurrentValues.SetValues(after);
                return after;
            },
            cancellation
        );
        return settled.IsOk ? Results.Ok(DifferenceCard.Of(settled.Value)) : settled.Refusal.ToHttp();
    }
}
