using System.Text.Json.Nodes;
using Banyan.Journeys.Support;
using Banyan.Testing;

namespace Banyan.Journeys.Access;

/// <summary>Spoils one property after another of a good body, at every operation in the API documents.</summary>
public sealed class OddBodyTests
{
    private static readonly string[] Oddities = ["null", "[null]", "[]", "{}", "-1", "1e99", "\"\"", "\"\\u0000\"", "true"];

    [Theory]
    [InlineData("shop")]
    [InlineData("console")]
    public async Task No_body_however_odd_makes_the_server_fail(string area)
    {
        await using var front = await Shopfront.Open(Database.Sqlite);
        var estate = await Estate.Build(front);
        Caller caller = area == "shop" ? estate.Member : front.Owner;
        var failed = new List<string>();
        foreach (var (method, template) in await ApiDocument.Operations(front, area))
        {
            if (
                method is "get" or "delete"
                || template is "/demo/clock" or "/files" or "/files/videos" or "/goods-imports"
                || estate.Address(template) is not { } path
            )
            {
                continue;
            }

            var good = await estate.BodyFor(front, method, template);
            foreach (var body in Spoilt(good))
            {
                var answer = await caller.Raw(new HttpMethod(method.ToUpperInvariant()), path, body);
                if ((int)answer.Status >= 500)
                {
                    failed.Add($"{method} {template} {body}: {(int)answer.Status}");
                }
            }
        }

        failed.ShouldBeEmpty();
    }

    private static IEnumerable<string> Spoilt(JsonNode good)
    {
        foreach (var oddity in Oddities)
        {
            yield return oddity;
            foreach (var name in good.AsObject().Select(property => property.Key).ToList())
            {
                var copy = good.DeepClone().AsObject();
                copy[name] = JsonNode.Parse(oddity);
                yield return copy.ToJsonString();
            }
        }
    }
}
