using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.AfterSales;

/// <summary>Why staff say no.</summary>
public sealed record RejectRefundBody(string Reason);

/// <summary>What staff agree to; without a body: to all of it.</summary>
/// <param name="AmountFen">Less than was asked for, in fen.</param>
/// <param name="Text">A word to the buyer.</param>
/// <param name="WithoutReturn">The buyer may keep the goods.</param>
public sealed record AcceptRefundBody(Fen? AmountFen, string? Text, bool WithoutReturn = false);

/// <summary>A word with a step.</summary>
public sealed record RefundWordBody(string? Text);

/// <summary>After-sales that wait for staff.</summary>
internal static class StaffRefunds
{
    private const string Permission = "orders.refund";
    private const string Tag = "Refunds";
    private const int MaxReason = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/refunds", List)
            .RequirePermission("orders.read")
            .WithName("ListStaffRefunds")
            .WithTags(Tag)
            .Produces<Page<ConsoleRefund>>();
        api.MapGet("/refunds/{id}", Get)
            .RequirePermission("orders.read")
            .WithName("GetStaffRefund")
            .WithTags(Tag)
            .Produces<ConsoleRefundFile>();
        Step("accept", "AcceptRefund", Accept);
        Step("reject", "RejectRefund", Reject);
        Step("arrived", "ConfirmReturn", Arrived);
        Step("replacement", "SendReplacement", SendReplacement);
        Step("messages", "AnswerInRefund", Say);
        Step("settle", "SettleRefundElsewhere", Settle);

        void Step(string path, string name, Delegate handler) =>
            api.MapPost($"/refunds/{{id}}/{path}", handler)
                .RequirePermission(Permission)
                .WithName(name)
                .WithTags(Tag)
                .Produces<ConsoleRefundFile>();
    }

    private static async Task<IResult> List(
        StaffCaller caller,
        Choice<RefundState>? state,
        Choice<RefundKind>? kind,
        [AsParameters] PageQuery page,
        BanyanDb db,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        var (after, wanted, ofKind) = (page.AfterId, state?.Value, kind?.Value);
        var rows = await db.Set<Refund>()
            .AsNoTracking()
            .Where(refund => (wanted == null || refund.State == wanted) && (ofKind == null || refund.Kind == ofKind))
            .Where(refund => after == Id.None || refund.Id < after)
            .OrderByDescending(refund => refund.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        var views = (await ConsoleRefund.Of(rows, members, caller.ShopId, cancellation)).ToDictionary(view => view.Id);
        return Results.Ok(Page<ConsoleRefund>.Of(rows, page, refund => views[refund.Id], refund => refund.Id.ToString()));
    }

    private static Task<IResult> Get(StaffCaller caller, Id id, RefundDesk desk, CancellationToken cancellation) =>
        desk.Show(caller, id, cancellation);

    private static async Task<IResult> Accept(
        StaffCaller caller,
        Id id,
        AcceptRefundBody? body,
        RefundDesk desk,
        CancellationToken cancellation
    )
    {
        var wish = body ?? new AcceptRefundBody(null, null, false);
        if (Check.Body().Text(wish.Text, 0, MaxReason).Money(wish.AmountFen, new Fen(1), new Fen(100_000_000)).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var consent = new RefundConsent(RefundDesk.Word(caller, wish.Text), wish.AmountFen, wish.WithoutReturn);
        return await desk.Answer(caller, id, refunds => refunds.Accept(caller.ShopId, id, consent, cancellation), cancellation);
    }

    private static async Task<IResult> Reject(
        StaffCaller caller,
        Id id,
        RejectRefundBody body,
        RefundDesk desk,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Reason, 1, MaxReason).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var word = RefundDesk.Word(caller, body.Reason);
        return await desk.Answer(caller, id, refunds => refunds.Reject(caller.ShopId, id, word, cancellation), cancellation);
    }

    private static async Task<IResult> Arrived(
        StaffCaller caller,
        Id id,
        RefundWordBody body,
        RefundDesk desk,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Text, 0, MaxReason).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var word = RefundDesk.Word(caller, body.Text);
        return await desk.Answer(caller, id, refunds => refunds.Arrived(caller.ShopId, id, word, cancellation), cancellation);
    }

    private static async Task<IResult> SendReplacement(
        StaffCaller caller,
        Id id,
        ConsignmentBody body,
        RefundDesk desk,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (body.Problem() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var (word, parcel) = (RefundDesk.Word(caller, null), body.Sent(clock.GetUtcNow()));
        return await desk.Answer(
            caller,
            id,
            refunds => refunds.SendReplacement(caller.ShopId, id, word, parcel, cancellation),
            cancellation
        );
    }

    private static async Task<IResult> Say(
        StaffCaller caller,
        Id id,
        RefundMessageBody body,
        IdempotencyHeader header,
        RefundDesk desk,
        CancellationToken cancellation
    )
    {
        if (body.Problem() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var key = header.For(caller.Actor, body);
        if (!key.IsOk)
        {
            return key.Refusal.ToHttp();
        }

        var word = RefundDesk.Word(caller, body.Text) with { Pictures = body.Pictures ?? [] };
        return await desk.Answer(caller, id, refunds => refunds.Say(caller.ShopId, id, null, word, key.Value, cancellation), cancellation);
    }

    private static async Task<IResult> Settle(
        StaffCaller caller,
        Id id,
        RejectRefundBody body,
        RefundDesk desk,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Reason, 1, MaxReason).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var word = RefundDesk.Word(caller, body.Reason);
        return await desk.Answer(caller, id, refunds => refunds.SettleElsewhere(caller.ShopId, id, word, cancellation), cancellation);
    }
}

/// <summary>What the staff's endpoints share: carry a step out, and show the after-sale as it is then.</summary>
internal sealed class RefundDesk(BanyanDb db, Refunds refunds, IMemberLookup members)
{
    public static RefundWord Word(StaffCaller caller, string? text) => new(caller.Name, text?.Trim() ?? "");

    public async Task<IResult> Answer(StaffCaller caller, Id id, Func<Refunds, Task<Result<Id>>> step, CancellationToken cancellation)
    {
        var done = await step(refunds);
        return done.IsOk ? await Show(caller, id, cancellation) : done.Refusal.ToHttp();
    }

    public async Task<IResult> Show(StaffCaller caller, Id id, CancellationToken cancellation)
    {
        var rows = await db.Set<Refund>().AsNoTracking().Where(refund => refund.Id == id).ToListAsync(cancellation);
        return rows.Count == 0
            ? Refusal.NotFound.ToHttp()
            : Results.Ok(
                new ConsoleRefundFile(
                    (await ConsoleRefund.Of(rows, members, caller.ShopId, cancellation)).Single(),
                    await RefundEntries.Of(db, id, forStaff: true, cancellation)
                )
            );
    }
}
