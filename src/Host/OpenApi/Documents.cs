using Microsoft.OpenApi;

namespace Banyan.Host.OpenApi;

/// <summary>The last touch on a document: its head, and what is always there in answers is marked as required.</summary>
internal static class Documents
{
    public static Task Finish(OpenApiDocument document, string name)
    {
        document.Info = new OpenApiInfo
        {
            Title = name == "shop" ? "Banyan 榕 · shop API" : "Banyan 榕 · console API",
            Version = "1",
            Description =
                "Amounts are integers in fen, ids are strings, times are ISO 8601 in UTC, lists are `{items, next}` "
                + "(`?after=<next>&limit=1..100`). Errors are `application/problem+json` with a stable `code` and a `title` in the language of "
                + "`Accept-Language` (zh-CN or en). `X-Shop: <slug>` selects the shop of a call without a token.",
        };
        document.Servers = [];
        document.Tags = document
            .Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? [])
            .SelectMany(operation => operation.Tags?.AsEnumerable() ?? [])
            .Select(tag => tag.Name!)
            .Distinct(StringComparer.Ordinal)
            .Select(tag => new OpenApiTag { Name = tag })
            .ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Operations.SecurityName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        var asked = new Reach(document);
        var answered = new Reach(document);
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
        {
            asked.FollowAll(operation.RequestBody?.Content);
            foreach (var response in operation.Responses?.Values.AsEnumerable() ?? [])
            {
                answered.FollowAll(response.Content);
            }
        }

        foreach (var answer in answered.Names.Except(asked.Names, StringComparer.Ordinal))
        {
            if (answered.Named(answer) is OpenApiSchema { Properties: { } properties } schema)
            {
                schema.Required = properties.Keys.ToHashSet(StringComparer.Ordinal);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The named schemas that can be reached from somewhere.</summary>
    private sealed class Reach(OpenApiDocument document)
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public void FollowAll(IDictionary<string, OpenApiMediaType>? content)
        {
            foreach (var media in content?.Values ?? [])
            {
                Follow(media.Schema);
            }
        }

        public IOpenApiSchema? Named(string id) =>
            document.Components?.Schemas is { } schemas && schemas.TryGetValue(id, out var schema) ? schema : null;

        private void Follow(IOpenApiSchema? schema)
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } id })
            {
                if (Names.Add(id))
                {
                    Follow(Named(id));
                }

                return;
            }

            IEnumerable<IOpenApiSchema?> parts =
            [
                schema?.Items,
                schema?.AdditionalProperties,
                .. schema?.Properties?.Values.AsEnumerable() ?? [],
                .. schema?.OneOf ?? [],
                .. schema?.AnyOf ?? [],
                .. schema?.AllOf ?? [],
            ];
            foreach (var part in parts.Where(part => part is not null))
            {
                Follow(part);
            }
        }
    }
}
