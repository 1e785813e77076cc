using System.Text.Json.Nodes;

namespace Banyan.Journeys.Support;

/// <summary>What the server says that it can do.</summary>
public static class ApiDocument
{
    /// <returns>Method in lower case and the path below /api/AREA.</returns>
    public static async Task<IReadOnlyList<(string Method, string Path)>> Operations(Shopfront front, string area)
    {
        var document = JsonNode.Parse(await front.Http.GetStringAsync($"/openapi/{area}.json"))!;
        var root = $"/api/{area}";
        return
        [
            .. document["paths"]!
                .AsObject()
                .SelectMany(path => path.Value!.AsObject().Select(operation => (operation.Key, path.Key[root.Length..]))),
        ];
    }
}
