using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.AfterSales;

/// <summary>A member's refunds.</summary>
internal static class MemberRefunds
{
    private const string Tag = "Refunds";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/orders/{id}/refund-options", Options)
            .RequireMember()
            .WithName("GetRefundOptions")
            .WithTags(Tag)
            .Produces<RefundOptions>();
        api.MapPost("/orders/{id}/refunds", Ask).RequireMember().WithName("RequestRefund").WithTags(Tag).Produces<RefundFile>();
        api.MapGet("/refunds", List).RequireMember().WithName("ListRefunds").WithTags(Tag).Produces<Page<RefundView>>();
        api.MapGet("/refunds/{id}", Get).RequireMember().WithName("GetRefund").WithTags(Tag).Produces<RefundFile>();
        api.MapPost("/refunds/{id}/withdraw", Withdraw).RequireMember().WithName("WithdrawRefund").WithTags(Tag).Produces<RefundFile>();
        api.MapPost("/refunds/{id}/shipment", SendBack).RequireMember().WithName("SendGoodsBack").WithTags(Tag).Produces<RefundFile>();
        api.MapPost("/refunds/{id}/messages", Say).RequireMember().WithName("SayInRefund").WithTags(Tag).Produces<RefundFile>();
    }

    private static async Task<IResult> Options(MemberCaller caller, Id id, FindRefundOptions options, CancellationToken cancellation) =>
        await options.Of(caller.ShopId, caller.MemberId, id, cancellation) is { } found ? Results.Ok(found) : Refusal.NotFound.ToHttp();

    private static async Task<IResult> Ask(
        MemberCaller caller,
        Id id,
        RefundBody body,
        IdempotencyHeader header,
        IRefunds refunds,
        BanyanDb db,
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

        var request = new RefundRequest(caller.MemberId, body.Kind, body.Reason.Trim(), body.Lines)
        {
            Note = body.Note?.Trim() ?? "",
            Pictures = body.Pictures ?? [],
            Key = key.Value,
        };
        var asked = await refunds.Request(caller.ShopId, id, request, cancellation);
        return asked.IsOk ? await Show(db, caller, asked.Value, cancellation) : asked.Refusal.ToHttp();
    }

    private static async Task<IResult> List(MemberCaller caller, [AsParameters] PageQuery page, BanyanDb db, CancellationToken cancellation)
    {
        var after = page.AfterId;
        var rows = await db.Set<Refund>()
            .AsNoTracking()
            .Where(refund => refund.MemberId == caller.MemberId && (after == Id.None || refund.Id < after))
            .OrderByDescending(refund => refund.Id)
            .Take(page.Take)
            .ToListAsync(cancellation);
        return Results.Ok(Page<RefundView>.Of(rows, page, RefundView.Of, refund => refund.Id.ToString()));
    }

    private static Task<IResult> Get(MemberCaller caller, Id id, BanyanDb db, CancellationToken cancellation) =>
        Show(db, caller, id, cancellation);

    private static async Task<IResult> Withdraw(MemberCaller caller, Id id, IRefunds refunds, BanyanDb db, CancellationToken cancellation)
    {
        var withdrawn = await refunds.Withdraw(caller.ShopId, id, caller.MemberId, cancellation);
        return withdrawn.IsOk ? await Show(db, caller, id, cancellation) : withdrawn.Refusal.ToHttp();
    }

    private static async Task<IResult> SendBack(
        MemberCaller caller,
        Id id,
        ConsignmentBody body,
        Refunds refunds,
        BanyanDb db,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (body.Problem() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var sent = await refunds.SendBack(caller.ShopId, id, caller.MemberId, body.Sent(clock.GetUtcNow()), cancellation);
        return sent.IsOk ? await Show(db, caller, id, cancellation) : sent.Refusal.ToHttp();
    }

    private static async Task<IResult> Say(
        MemberCaller caller,
        Id id,
        RefundMessageBody body,
        IdempotencyHeader header,
        Refunds refunds,
        BanyanDb db,
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

        var word = new RefundWord("", body.Text.Trim()) { Pictures = body.Pictures ?? [] };
        var said = await refunds.Say(caller.ShopId, id, caller.MemberId, word, key.Value, cancellation);
        return said.IsOk ? await Show(db, caller, id, cancellation) : said.Refusal.ToHttp();
    }

    private static async Task<IResult> Show(BanyanDb db, MemberCaller caller, Id id, CancellationToken cancellation)
    {
        var row = await db.Set<Refund>()
            .AsNoTracking()
            .FirstOrDefaultAsync(refund => refund.Id == id && refund.MemberId == caller.MemberId, cancellation);
        return row is null
            ? Refusal.NotFound.ToHttp()
            : Results.Ok(new RefundFile(RefundView.Of(row), await RefundEntries.Of(db, id, forStaff: false, cancellation)));
    }
}
