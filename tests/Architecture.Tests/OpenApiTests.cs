using System.Text.Json.Nodes;
using Banyan.Host;
using Banyan.Host.OpenApi;

namespace Banyan.Architecture.Tests;

public sealed class OpenApiTests
{
    [Theory]
    [InlineData("shop")]
    [InlineData("console")]
    public async Task The_committed_document_is_current(string name)
    {
        await using var app = Server.Build(new HostOptions { DataDirectory = Path.GetTempPath() });
        var text = await DocumentFiles.Text(app.Services, name);
        File.ReadAllText(Path.Combine(Product.Root, "web", "openapi", name + ".json")).ShouldBe(text, "Run web/openapi/generate.");
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("console")]
    public void Every_answer_that_is_a_body_is_described(string name)
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Product.Root, "web", "openapi", name + ".json")))!;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var answers = operation!["responses"]!.AsObject().Where(answer => answer.Key.StartsWith('2')).ToList();
                answers.ShouldHaveSingleItem($"{method} {path} needs one .Produces<T>()");
                (
                    answers[0].Key == "204" || path.EndsWith(".png", StringComparison.Ordinal) || answers[0].Value!["content"] is not null
                ).ShouldBeTrue($"{method} {path} needs .Produces<T>()");
            }
        }
    }
}
