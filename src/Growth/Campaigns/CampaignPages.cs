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
    LiveCampaigns live,
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
        if (await Published(visitor.ShopId, campaignId, cancellation).ConfigureAwait(false) is not { } shown)
        {
            return Refusal.NotFound;
        }

        await using var db = await factory.OpenFor(visitor.ShopId, cancellation).ConfigureAwait(false);
        var (open, mine) = await RunsOf(db, visitor, campaignId, cancellation).ConfigureAwait(false);
        var face = cards.FaceOf(shown.Version, english);
        var facts = await skus.Find(visitor.ShopId, [.. face.Prices.Select(price => price.SkuId)], cancellation).ConfigureAwait(false);
        var card = (await cards.Of(db, [shown], facts, english, cancellation).ConfigureAwait(false))[0];
        var owners = await people
            .People(visitor.ShopId, [.. open.Concat(mine).Select(run => run.OwnerMemberId).Distinct()], cancellation)
            .ConfigureAwait(false);
        return new CampaignView(card)
        {
            Rules = face.Rules,
            Share = new ShareText(face.ShareTitle ?? card.Name, card.CoverUrl),
            Product = await Product(visitor, face, cancellation).ConfigureAwait(false),
            Offers = await Offers(shown.Campaign, face, facts, cancellation).ConfigureAwait(false),
            Facts = face.Facts,
            OpenRuns = [.. open.Select(run => CardOf(run, owners))],
            MyRuns = [.. mine.Select(run => CardOf(run, owners))],
            Config = JsonSerializer.Deserialize<JsonElement>(shown.Version.Config),
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
        var facts = await skus.Find(visitor.ShopId, [.. face.Prices.Select(price => price.SkuId)], cancellation).ConfigureAwait(false);
        var card = (await cards.Of(db, [shown], facts, english, cancellation).ConfigureAwait(false))[0];
        var ids = members.Select(member => member.MemberId).Append(run.OwnerMemberId).Distinct().ToList();
        var known = await people.People(visitor.ShopId, ids, cancellation).ConfigureAwait(false);
        var state = kind.ReadRun(run.State);
        return new RunView(CardOf(run, known))
        {
            Campaign = card,
            Offers = await Offers(found.Campaign, face, facts, cancellation).ConfigureAwait(false),
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

    private async Task<IReadOnlyList<OfferView>> Offers(
        Campaign campaign,
        KindFace face,
        IReadOnlyDictionary<Id, SkuFacts> facts,
        CancellationToken cancellation
    )
    {
        var keys = face.Prices.Select(price => CampaignPools.Sku(campaign.Id, price.SkuId)).ToList();
        var pools = await reads.Pools(campaign.ShopId, keys, cancellation).ConfigureAwait(false);
        return
        [
            .. face
                .Prices.Where(price => facts.ContainsKey(price.SkuId))
                .Select(price =>
                {
                    var sku = facts[price.SkuId];
                    var left = pools.TryGetValue(CampaignPools.Sku(campaign.Id, price.SkuId), out var pool) ? pool.Left : price.Stock;
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

    /// <summary>From what is kept where it is live, else from the database: one that is over has a page too.</summary>
    private async Task<ShownCampaign?> Published(Id shopId, Id campaignId, CancellationToken cancellation)
    {
        var known = await live.Of(shopId, cancellation).ConfigureAwait(false);
        return known.FirstOrDefault(shown => shown.Campaign.Id == campaignId)
            ?? (
                await reads.Latest(shopId, campaignId, cancellation).ConfigureAwait(false) is { } found
                    ? new ShownCampaign(found.Campaign, found.Version)
                    : null
            );
    }

    /// <summary>Open runs that have room, the fullest first, and the visitor's own, the latest first: one statement.</summary>
    private static async Task<(IReadOnlyList<Run> Open, IReadOnlyList<Run> Mine)> RunsOf(
        BanyanDb db,
        Visitor visitor,
        Id campaignId,
        CancellationToken cancellation
    )
    {
        var open = db.Set<Run>()
            .Where(run => run.CampaignId == campaignId && run.Status == RunStatus.Open && run.PublishedAt != null && run.Taken < run.Total)
            .OrderBy(run => run.Total - run.Taken)
            .ThenBy(run => run.DeadlineAt)
            .Take(MaxRuns)
            .Select(run => run.Id);
        var mine = db.Set<RunMember>()
            .Where(place => place.MemberId == visitor.MemberId && place.CampaignId == campaignId)
            .Where(place => place.State != ParticipantState.Closed)
            .OrderByDescending(place => place.RunId)
            .Take(MaxRuns)
            .Select(place => place.RunId);
        var found = await db.Set<Run>()
            .AsNoTracking()
            .Where(run => open.Concat(mine).Contains(run.Id))
            .Select(run => new { run, IsMine = mine.Contains(run.Id) })
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        var joinable = found.Select(row => row.run).Where(run => run is { Status: RunStatus.Open, PublishedAt: not null, Left: > 0 });
        return (
            [.. joinable.OrderBy(run => run.Left).ThenBy(run => run.DeadlineAt).Take(MaxRuns)],
            [.. found.Where(row => row.IsMine).Select(row => row.run).OrderByDescending(run => run.Id)]
        );
    }

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
