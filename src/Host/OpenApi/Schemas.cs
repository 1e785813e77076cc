using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Banyan.Kernel;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Banyan.Host.OpenApi;

/// <summary>How our own value types look in the documents.</summary>
internal static class Schemas
{
    private static readonly ConcurrentDictionary<string, Type> Named = [];

    /// <summary>Ids and money are written in place; everything else by the framework's naming.</summary>
    /// <exception cref="InvalidOperationException">Two types share a name: the framework would silently document one of them as the other.</exception>
    public static string? NameOf(JsonTypeInfo type)
    {
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (plain == typeof(Id) || plain == typeof(Fen) || OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name)
        {
            return null;
        }

        var first = Named.GetOrAdd(name, plain);
        return first == plain ? name : throw new InvalidOperationException($"{first} and {plain} would both be documented as {name}.");
    }

    public static Task Transform(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = TypeOf(context);
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

    /// <summary>What is parsed from the address is a string to the framework; what it stands for is in the descriptor.</summary>
    private static Type TypeOf(OpenApiSchemaTransformerContext context) =>
        context.ParameterDescription is { } parameter
        && (parameter.Source == BindingSource.Query || parameter.Source == BindingSource.Path)
        && parameter.ParameterDescriptor?.ParameterType is { } declared
        && (Nullable.GetUnderlyingType(declared) ?? declared) == typeof(Fen)
            ? typeof(Fen)
            : context.JsonTypeInfo.Type;

    /// <summary>What was written about this property; the type's own summary says nothing new at every use.</summary>
    private static string? OwnWords(string? description, string typeSummaryBegins) =>
        description?.StartsWith(typeSummaryBegins, StringComparison.Ordinal) == true ? null : description;
}
