using System.Text.Json;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Act = Banyan.Growth.Campaigns.Contracts.Act;

namespace Banyan.Growth.Campaigns;

/// <summary>The generic page of a campaign and of a run, for any kind.</summary>
internal sealed class CampaignPages(
    IDbContextFactory<BanyanDb> factory,
    CampaignKinds kinds,
    CampaignCards cards,
    CampaignReads reads,
    ISkuLookup skus,
    ICatalogReader catalog,
    IMemberLookup people,
    TimeProvider clock
)
{
    private const int MaxRuns = 20;
    private static readonly Person Unknown = new("", "");

    public async Task<Result<CampaignView>> Campaign(Visitor visitor, Id campaignId, bool english, CancellationToken cancellation)
    {
        if (await reads.Latest(visitor.ShopId, campaignId, cancellation).ConfigureAwait(false) is not { } found)
        {
            return Refusal.NotFound;
        }

        await using var db = await factory.OpenFor(visitor.ShopId, cancellation).ConfigureAwait(false);
        var open = await db.Set<Run>()
            .AsNoTracking()
            .Where(run => run.CampaignId == campaignId && run.Status == RunStatus.Open && run.PublishedAt != null && run.Taken < run.Total)
            .OrderBy(run => run.Total - run.Taken)
            .ThenBy(run => run.DeadlineAt)
            .Take(MaxRuns)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var mine = visitor.IsMember ? await RunsOf(db, visitor.MemberId, campaignId, cancellation).ConfigureAwait(false) : [];
        var face = cards.FaceOf(found.Version, english);
        var card = (
            await cards
                .Of(db, visitor.ShopId, [new ShownCampaign(found.Campaign, found.Version)], english, cancellation)
                .ConfigureAwait(false)
        )[0];
        var owners = await people
            .People(visitor.ShopId, [.. open.Concat(mine).Select(run => run.OwnerMemberId).Distinct()], cancellation)
            .ConfigureAwait(false);
        return new CampaignView(card)
        {
            Rules = face.Rules,
            Share = new ShareText(face.ShareTitle ?? card.Name, card.CoverUrl),
            Product = await Product(visitor, face, cancellation).ConfigureAwait(false),
            Offers = await Offers(visitor.ShopId, campaignId, face, cancellation).ConfigureAwait(false),
            Facts = face.Facts,
            OpenRuns = [.. open.Select(run => CardOf(run, owners))],
            MyRuns = [.. mine.Select(run => CardOf(run, owners))],
            Config = JsonSerializer.Deserialize<JsonElement>(found.Version.Config),
        };
    }

    public async Task<Result<RunView>> Run(Visitor visitor, Id runId, bool english, CancellationToken cancellation)
    {
        if (await reads.OfRun(visitor.ShopId, runId, cancellation).ConfigureAwait(false) is not { Run: { } run } found)
        {
            return Refusal.NotFound;
        }

        await using var db = await factory.OpenFor(visitor.ShopId, cancellation).ConfigureAwait(false);
        var members = await db.Set<RunMember>()
            .AsNoTracking()
            .Where(member => member.RunId == runId)
            .OrderBy(member => member.Id)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var my = visitor.IsMember ? members.Find(member => member.MemberId == visitor.MemberId) : null;

        // Nobody has confirmed it yet: it is its members' own affair.
        if (run.PublishedAt is null && my is null)
        {
            return Refusal.NotFound;
        }

        var kind = kinds[run.Kind];
        var words = kind.Texts.For(english);
        var face = cards.FaceOf(found.Version, english);
        var shown = new ShownCampaign(found.Campaign, found.Version);
        var card = (await cards.Of(db, visitor.ShopId, [shown], english, cancellation).ConfigureAwait(false))[0];
        var ids = members.Select(member => member.MemberId).Append(run.OwnerMemberId).Distinct().ToList();
        var known = await people.People(visitor.ShopId, ids, cancellation).ConfigureAwait(false);
        var state = kind.ReadRun(run.State);
        return new RunView(CardOf(run, known))
        {
            Campaign = card,
            Offers = await Offers(visitor.ShopId, run.CampaignId, face, cancellation).ConfigureAwait(false),
            Rules = face.Rules,
            Share = new ShareText(ShareTitle(run, face.ShareTitle ?? card.Name, words), card.CoverUrl),
            Members = [.. members.Where(member => IsShown(member, run)).Select(member => MemberOf(member, known, words))],
            My = my is null ? null : new MyPlace(my.Role, my.OrderId, my.State),
            Actions = await Actions(found, visitor, kind.ActsOf(kind.ReadConfig(found.Version.Config), state), words, english, cancellation)
                .ConfigureAwait(false),
            Notices = my is null ? [] : await Notices(db, runId, my.MemberId, cancellation).ConfigureAwait(false),
            View = kind.ViewOf(kind.ReadConfig(found.Version.Config), state) is { } view
                ? JsonSerializer.SerializeToElement(view, view.GetType(), JsonColumns.Options)
                : null,
        };
    }

    private async Task<IReadOnlyList<ActionView>> Actions(
        CampaignInHand found,
        Visitor visitor,
        IReadOnlyList<string> acts,
        Words words,
        bool english,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var actor = await reads.ActorOf(visitor.ShopId, visitor.MemberId, cancellation).ConfigureAwait(false);
        var actions = new List<ActionView>();
        foreach (var act in acts)
        {
            var refusal = CampaignRefusals.WhyNotRunning(found.Campaign, now);
            if (refusal is null)
            {
                var asked = new Act(act, found.Run!.Id, found.Version.Frame, actor, now);
                refusal = (await reads.Preview(found, asked, cancellation).ConfigureAwait(false)).Refusal;
            }

            actions.Add(new ActionView(act, words[$"acts.{act}"], refusal is null, english ? refusal?.En : refusal?.Zh));
        }

        return actions;
    }

    private async Task<ProductCard?> Product(Visitor visitor, KindFace face, CancellationToken cancellation)
    {
        if (face.ProductId is not { } productId)
        {
            return null;
        }

        var viewer = new CatalogViewer(visitor.ShopId, visitor.MemberId);
        return await catalog.Cards(viewer, [productId], cancellation).ConfigureAwait(false) is [var card, ..] ? card : null;
    }

    private async Task<IReadOnlyList<OfferView>> Offers(Id shopId, Id campaignId, KindFace face, CancellationToken cancellation)
    {
        var facts = await skus.Find(shopId, [.. face.Prices.Select(price => price.SkuId)], cancellation).ConfigureAwait(false);
        var keys = face.Prices.Select(price => CampaignPools.Sku(campaignId, price.SkuId)).ToList();
        var pools = await reads.Pools(shopId, keys, cancellation).ConfigureAwait(false);
        return
        [
            .. face
                .Prices.Where(price => facts.ContainsKey(price.SkuId))
                .Select(price =>
                {
                    var sku = facts[price.SkuId];
                    var left = pools.TryGetValue(CampaignPools.Sku(campaignId, price.SkuId), out var pool) ? pool.Left : price.Stock;
                    return new OfferView(
                        price.SkuId,
                        sku.SpecText,
                        price.PriceFen,
                        sku.PriceFen,
                        sku.IsOnSale ? Math.Min(left, sku.Left) : 0
                    );
                }),
        ];
    }

    private static async Task<List<Run>> RunsOf(BanyanDb db, Id memberId, Id campaignId, CancellationToken cancellation) =>
        await db.Set<RunMember>()
            .Where(member => member.MemberId == memberId && member.CampaignId == campaignId && member.State != ParticipantState.Closed)
            .Join(db.Set<Run>().AsNoTracking(), member => member.RunId, run => run.Id, (_, run) => run)
            .OrderByDescending(run => run.Id)
            .Take(MaxRuns)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);

    private static async Task<IReadOnlyList<NoticeView>> Notices(BanyanDb db, Id runId, Id memberId, CancellationToken cancellation) =>
        await db.Set<RunNotice>()
            .Where(notice => notice.RunId == runId && notice.MemberId == memberId)
            .OrderByDescending(notice => notice.Id)
            .Take(MaxRuns)
            .Select(notice => new NoticeView(notice.Text, notice.At))
            .ToListAsync(cancellation)
            .ConfigureAwait(false);

    private static bool IsShown(RunMember member, Run run) =>
        member.State != ParticipantState.Closed && (run.Status != RunStatus.Open || member.State != ParticipantState.Refunded);

    private static RunMemberView MemberOf(RunMember member, IReadOnlyDictionary<Id, Person> known, Words words)
    {
        var person = known.GetValueOrDefault(member.MemberId, Unknown);
        return new RunMemberView(person.Nickname, person.AvatarUrl, member.Role, words[$"roles.{member.Role}"], member.State, member.At);
    }

    private static string ShareTitle(Run run, string title, Words words) =>
        run.Status == RunStatus.Open && words.Find("share.run") is not null
            ? words.Fill("share.run", ("left", run.Left), ("title", title))
            : title;

    private static RunCard CardOf(Run run, IReadOnlyDictionary<Id, Person> owners) =>
        new(run.Id, run.Status, owners.GetValueOrDefault(run.OwnerMemberId, Unknown), run.DeadlineAt, run.Total, run.Taken, run.Left);
}
