using System.Text.Json.Serialization.Metadata;
using Banyan.Kernel;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Banyan.Host.OpenApi;

/// <summary>How our own value types look in the documents.</summary>
internal static class Schemas
{
    /// <summary>Ids and money are written in place; everything else by the framework's naming.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return plain == typeof(Id) || plain == typeof(Fen) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
    }

    public static Task Transform(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = context.JsonTypeInfo.Type;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var orNull = plain == type ? default : JsonSchemaType.Null;
        if (plain == typeof(Id))
        {
            schema.Type = JsonSchemaType.String | orNull;
            schema.Pattern = "^[0-9]{1,19}$";
            schema.Description = OwnWords(schema.Description, "A 64-bit");
        }
        else if (plain == typeof(Fen))
        {
            schema.Type = JsonSchemaType.Integer | orNull;
            schema.Format = "int64";
            schema.Description = OwnWords(schema.Description, "Money in integer") is { } words ? $"fen; {words}" : "fen";
        }

        // How a comment is broken into lines in the source says nothing to readers of the document.
        schema.Description = schema.Description?.ReplaceLineEndings(" ");
        return Task.CompletedTask;
    }

    /// <summary>What was written about this property; the type's own summary says nothing new at every use.</summary>
    private static string? OwnWords(string? description, string typeSummaryBegins) =>
        description?.StartsWith(typeSummaryBegins, StringComparison.Ordinal) == true ? null : description;
}
