using System.Security.Cryptography;
using System.Text.Json;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Act = Banyan.Growth.Campaigns.Contracts.Act;

namespace Banyan.Growth.Campaigns;

/// <param name="SkuId">What the member means to buy, for kinds that are entered by ordering.</param>
/// <param name="Payload">What the kind asks for; at most 4 KB.</param>
internal sealed record BeginBody(Id? SkuId, JsonElement? Payload);

internal sealed record ActBody(JsonElement? Payload);

/// <summary>
/// Begins a run and acts on one, for any kind. Where the kind answers with an offer, nothing is written: the member is sent to the
/// checkout,
/// and the order makes the run.
/// </summary>
internal static class ActOnCampaign
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/campaigns/{id}/begin", Begin)
            .RequireMember()
            .WithName("BeginCampaign")
            .WithTags("Campaigns")
            .Produces<BeginResponse>();
        api.MapPost("/runs/{id}/acts/{act}", OnRun).RequireMember().WithName("ActOnRun").WithTags("Campaigns").Produces<BeginResponse>();
    }

    private static async Task<IResult> Begin(
        Id id,
        BeginBody body,
        MemberCaller caller,
        IdempotencyHeader header,
        CampaignActs acts,
        CancellationToken cancellation
    ) => (await acts.Begin(caller, id, body, header, cancellation).ConfigureAwait(false)).ToHttp();

    private static async Task<IResult> OnRun(
        Id id,
        string act,
        ActBody body,
        MemberCaller caller,
        IdempotencyHeader header,
        CampaignActs acts,
        CancellationToken cancellation
    ) => (await acts.OnRun(caller, id, act, body, header, cancellation).ConfigureAwait(false)).ToHttp();
}

internal sealed class CampaignActs(
    CampaignReads reads,
    CampaignKinds kinds,
    RunEngine engine,
    Commit commit,
    IIdSource ids,
    TimeProvider clock
)
{
    private const int MaxPayload = 4096;

    public async Task<Result<BeginResponse>> Begin(
        MemberCaller caller,
        Id campaignId,
        BeginBody body,
        IdempotencyHeader header,
        CancellationToken cancellation
    )
    {
        if (await reads.Latest(caller.ShopId, campaignId, cancellation).ConfigureAwait(false) is not { } found)
        {
            return Refusal.NotFound;
        }

        if (body.SkuId is { } sku)
        {
            var kind = kinds[found.Version.Kind];
            var price = kind.Price(kind.ReadConfig(found.Version.Config), null, caller.MemberId, sku);
            if (!price.IsOk)
            {
                return price.Refusal;
            }
        }

        return await Play(caller, found, ActTypes.Begin, body.Payload, header.For(caller.Actor, body), cancellation).ConfigureAwait(false);
    }

    public async Task<Result<BeginResponse>> OnRun(
        MemberCaller caller,
        Id runId,
        string act,
        ActBody body,
        IdempotencyHeader header,
        CancellationToken cancellation
    )
    {
        // Only what the kind offers on its page: orders and deadlines act through the engine alone.
        if (
            await reads.OfRun(caller.ShopId, runId, cancellation).ConfigureAwait(false) is not { Run: { } run } found
            || kinds[run.Kind] is not { } kind
            || !kind.ActsOf(kind.ReadConfig(found.Version.Config), kind.ReadRun(run.State)).Contains(act, StringComparer.Ordinal)
        )
        {
            return Refusal.NotFound;
        }

        return await Play(caller, found, act, body.Payload, header.For(caller.Actor, body), cancellation).ConfigureAwait(false);
    }

    private async Task<Result<BeginResponse>> Play(
        MemberCaller caller,
        CampaignInHand found,
        string type,
        JsonElement? payload,
        Result<ActKey> key,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var refusal =
            key.Refusal
            ?? (payload?.GetRawText().Length > MaxPayload ? Refusal.Invalid("payload", "内容太长", "Too long") : null)
            ?? CampaignRefusals.WhyNotRunning(found.Campaign, now);
        if (refusal is not null)
        {
            return refusal;
        }

        var actor = await reads.ActorOf(caller.ShopId, caller.MemberId, cancellation).ConfigureAwait(false);
        var runId = found.Run?.Id ?? ids.Next();
        var asked = new Act(type, runId, found.Version.Frame, actor, now) { Payload = payload };
        var preview = await reads.Preview(found, asked, cancellation).ConfigureAwait(false);
        if (preview.IsOk && preview.Value.State is null)
        {
            return ToCheckout(found);
        }

        // Also when the preview was refused: this key may have been answered before, and under lock it may be otherwise.
        var play = new Play(caller.ShopId, runId, type, actor, now, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)))
        {
            NewRunOf = found.Run is null ? found.Version : null,
            Payload = payload,
        };
        var act = new PlayAct(engine, play)
        {
            ShopId = caller.ShopId,
            At = now,
            Key = key.Value,
        };
        var answer = await commit.Run(act, cancellation).ConfigureAwait(false);
        return answer.Map(done => done.OffersCheckout ? ToCheckout(found) : new BeginResponse(NextStep.Run, null, done.RunId));
    }

    private static BeginResponse ToCheckout(CampaignInHand found) =>
        new(NextStep.Checkout, new OfferRef(found.Campaign.Id, found.Run?.Id).ToString(), found.Run?.Id);
}
