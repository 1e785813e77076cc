using Microsoft.OpenApi;

namespace Banyan.Host.OpenApi;

/// <summary>The two OpenAPI 3.1 documents: what members may call and what staff may call.</summary>
internal static class ApiDocuments
{
    public static readonly IReadOnlyList<string> Names = ["shop", "console"];

    public static void AddApiDocuments(this IServiceCollection services)
    {
        foreach (var name in Names)
        {
            services.AddOpenApi(
                name,
                options =>
                {
                    options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                    options.ShouldInclude = description =>
                        description.RelativePath?.StartsWith($"api/{name}/", StringComparison.Ordinal) == true;
                    options.CreateSchemaReferenceId = Schemas.NameOf;
                    options.AddSchemaTransformer(Schemas.Transform);
                    options.AddOperationTransformer(Operations.Transform);
                    options.AddDocumentTransformer((document, _, _) => Documents.Finish(document, name));
                }
            );
        }
    }

    public static void MapApiDocuments(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
    }
}
