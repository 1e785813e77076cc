using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Access;

/// <summary>Goes through the API documents, so that an endpoint that comes later is asked too.</summary>
public sealed class OwnershipTests
{
    /// <summary>Pictures of share codes are public: they hang on walls, and a browser asks for them without saying which shop.</summary>
    private static readonly string[] Public = ["/shares/{code}/qr.png"];

    /// <summary>Answers with the caller's own cart, wallet or day, whatever is or is not in it.</summary>
    private static readonly (string, string)[] OwnOnly =
    [
        ("delete", "/cart/items/{skuId}"),
        ("get", "/wallet/{code}/entries"),
        ("post", "/finance/bills/{day}/check"),
    ];

    /// <summary>Belong to one member; the rest of the shop's ids are everybody's in the shop.</summary>
    private static readonly string[] Personal = ["/orders/", "/refunds/", "/reviews/", "/addresses/", "/distribution/commissions/"];

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_of_a_shop_is_found_from_another_shop_and_nothing_of_a_member_by_another(Database kind)
    {
        await using var front = await Shopfront.Open(kind);
        var estate = await Estate.Build(front);
        var foreigner = await front.Foreigner("alice");
        var neighbour = await front.Member("neighbour");
        var asked = 0;
        var found = new List<string>();

        async Task Ask(Caller caller, string method, string template, string who)
        {
            asked++;
            var answer = await Send(front, estate, caller, method, template);
            if ((int)answer.Status != 404)
            {
                found.Add($"{method} {template} {who}: {(int)answer.Status} {answer.Text}");
            }
        }

        foreach (var (method, template) in await WithIds(front, "shop"))
        {
            await Ask(foreigner, method, template, "from another shop");
            if (Personal.Any(part => template.StartsWith(part, StringComparison.Ordinal)))
            {
                await Ask(neighbour, method, template, "by another member");
            }
        }

        foreach (var (method, template) in await WithIds(front, "console"))
        {
            await Ask(front.OtherOwner, method, template, "from another shop");
        }

        found.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(30);
        await OwnersSeeTheirOwn(front, estate);
    }

    [Fact]
    public async Task Lists_show_only_what_is_ones_own()
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var estate = await Estate.Build(front);
        var foreigner = await front.Foreigner("alice");
        var neighbour = await front.Member("neighbour");

        var lists = 0;
        foreach (var (area, stranger) in ((string, Caller)[])[("shop", foreigner), ("console", front.OtherOwner)])
        {
            foreach (var (method, path) in await ApiDocument.Operations(front, area))
            {
                if (method != "get" || path.Contains('{', StringComparison.Ordinal))
                {
                    continue;
                }

                var answer = (await stranger.Get(path)).Ok();
                estate.Ids.ShouldAllBe(id => !answer.Text.Contains(id, StringComparison.Ordinal), $"{area} {path}: {answer.Text}");
                lists++;
            }
        }

        lists.ShouldBeGreaterThan(25);
        foreach (
            var path in (string[])
                ["/orders", "/refunds", "/reviews", "/addresses", "/cart", "/distribution/commissions", "/distribution/customers"]
        )
        {
            (await neighbour.Get(path)).Ok().Items.ShouldBeEmpty(path);
        }
    }

    /// <summary>So that a 404 above means "not yours" and not "no such route".</summary>
    private static async Task OwnersSeeTheirOwn(Shopfront front, Estate estate)
    {
        foreach (var (area, caller) in ((string, Caller)[])[("shop", estate.Member), ("console", front.Owner)])
        {
            foreach (var (method, template) in await ApiDocument.Operations(front, area))
            {
                if (method == "get" && template.Contains('{', StringComparison.Ordinal) && !Public.Contains(template))
                {
                    var answer = await caller.Get(estate.Address(template)!);
                    answer.IsOk.ShouldBeTrue($"{template} by its owner: {(int)answer.Status} {answer.Text}");
                }
            }
        }
    }

    private static async Task<IEnumerable<(string Method, string Template)>> WithIds(Shopfront front, string area) =>
        (await ApiDocument.Operations(front, area)).Where(operation =>
            operation.Path.Contains('{', StringComparison.Ordinal) && !Public.Contains(operation.Path) && !OwnOnly.Contains(operation)
        );

    private static async Task<Answer> Send(Shopfront front, Estate estate, Caller caller, string method, string template)
    {
        var path = estate.Address(template);
        path.ShouldNotBeNull($"{template}: the estate has nothing of this sort, add it");
        if (method is "get" or "delete")
        {
            return await caller.Send(new HttpMethod(method.ToUpperInvariant()), path, null, null);
        }

        var body = await estate.BodyFor(front, method, template);
        return await caller.Raw(new HttpMethod(method.ToUpperInvariant()), path, body.ToJsonString());
    }
}
