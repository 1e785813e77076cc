using System.Collections.Concurrent;
using Banyan.Host.Demo.Plan;

namespace Banyan.Host.Demo.Seed;

/// <summary>A member while the past is written: logs in, shares, applies.</summary>
internal sealed class SeedPerson(SeedShop shop, PlannedMember plan, TimeProvider clock)
{
    private static readonly TimeSpan LoggedIn = TimeSpan.FromDays(25);
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> shares = new(StringComparer.Ordinal);
    private string token = "";
    private DateTimeOffset tokenFrom;

    public PlannedMember Plan => plan;

    public string Id { get; private set; } = "";

    public string AddressId { get; private set; } = "";

    private SeedCaller Caller => shop.Caller;

    /// <summary>Comes in by a share or alone, and fills in who they are.</summary>
    public async Task Join(SeedPerson? sharer, bool withPhone)
    {
        var visitor = "visitor-" + plan.Number;
        var code = sharer is null ? null : await sharer.Share(plan.Landing, plan.Channel).ConfigureAwait(false);
        if (code is not null)
        {
            await Open(shop, code, visitor, plan.Channel).ConfigureAwait(false);
        }

        var session = await LogIn(code, visitor).ConfigureAwait(false);
        Id = session["member"]!.Text("id");
        var profile = new { nickname = plan.Nickname, avatarUrl = DemoFiles.UrlOf(Pictures.PictureSet.Avatar(plan.Number)) };
        await Caller.Put("/api/shop/me", token, profile).ConfigureAwait(false);
        if (withPhone)
        {
            await Caller.Post("/api/shop/me/phone", token, new { code = SeedLogin.PhonePrefix + plan.Phone }).ConfigureAwait(false);
        }

        var home = plan.Home;
        var address = new
        {
            home.Name,
            home.Phone,
            home.Province,
            home.City,
            home.District,
            home.Detail,
            IsDefault = true,
        };
        AddressId = (await Caller.Post("/api/shop/addresses", token, address).ConfigureAwait(false)).Text("id");
    }

    /// <summary>A valid token; somebody who was away logs in again.</summary>
    public async Task<string> Token()
    {
        if (clock.GetUtcNow() - tokenFrom > LoggedIn)
        {
            await LogIn(code: null, "visitor-" + plan.Number).ConfigureAwait(false);
        }

        return token;
    }

    /// <summary>The code of this member's share of a product or of the home page; the same share is made once.</summary>
    public Task<string> Share(string? landing, string channel)
    {
        return shares.GetOrAdd(landing + "/" + channel, _ => new Lazy<Task<string>>(Make)).Value;

        async Task<string> Make()
        {
            var target = landing is null
                ? new { type = "home", id = (string?)null }
                : new { type = "product", id = (string?)shop.Product(landing).Id };
            return (
                await Caller.Post("/api/shop/shares", await Token().ConfigureAwait(false), new { target, channel }).ConfigureAwait(false)
            ).Text("code");
        }
    }

    public async Task Apply() =>
        await Caller.Post("/api/shop/distribution/apply", await Token().ConfigureAwait(false), new { agreed = true }).ConfigureAwait(false);

    /// <summary>Somebody opens a share.</summary>
    public static Task Open(SeedShop shop, string code, string visitorId, string channel) =>
        shop.Caller.PostTo(
            shop.Slug,
            "/api/shop/touches",
            new
            {
                code,
                visitorId,
                channel,
                page = "/pages/share/landing",
            }
        );

    private async Task<System.Text.Json.Nodes.JsonNode> LogIn(string? code, string visitor)
    {
        var login = new
        {
            code = SeedLogin.PersonaPrefix + plan.Nickname,
            shareCode = code,
            visitorId = visitor,
        };
        var session = await Caller.PostTo(shop.Slug, "/api/shop/sessions", login).ConfigureAwait(false);
        (token, tokenFrom) = (session.Text("token"), clock.GetUtcNow());
        return session;
    }
}
