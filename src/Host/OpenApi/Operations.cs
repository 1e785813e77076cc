using System.Reflection;
using Banyan.Engines.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Banyan.Host.OpenApi;

/// <summary>
/// What every operation says beside its own parameters: who may call it, how it refuses, and the key that makes it safe to repeat.
/// </summary>
internal static class Operations
{
    public const string SecurityName = "bearer";

    public static async Task Transform(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var rule = metadata.OfType<AccessRule>().LastOrDefault();
        if (rule is not null && rule != AccessRule.Anyone)
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SecurityName, context.Document)] = [] },
            ];
            if (!string.IsNullOrEmpty(rule.Permission))
            {
                operation.Description = $"Permission: `{rule.Permission}`";
            }
        }

        NameQueries(operation);
        operation.Tags = new HashSet<OpenApiTagReference> { new(ModuleOf(context), context.Document) };
        DescribeHeaders(operation, context);
        var problem = await context
            .GetOrCreateSchemaAsync(typeof(ProblemBody), parameterDescription: null, cancellation)
            .ConfigureAwait(false);
        context.Document?.AddComponent(nameof(ProblemBody), problem);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused, or failed",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemBody), context.Document) },
            },
        };
    }

    /// <summary>A record of query values binds whatever the case; the document says the names that clients write.</summary>
    private static void NameQueries(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter is { In: ParameterLocation.Query, Name: { Length: > 0 } name })
            {
                parameter.Name = char.ToLowerInvariant(name[0]) + name[1..];
            }
        }
    }

    private static MethodInfo? HandlerOf(OpenApiOperationTransformerContext context) =>
        context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault();

    /// <summary>Operations are grouped as the code is: by module.</summary>
    private static string ModuleOf(OpenApiOperationTransformerContext context) =>
        HandlerOf(context)?.DeclaringType?.Namespace?.Split('.') is [_, _, var module, ..] ? module : "Host";

    /// <summary>Parameters that are bound from the request as a whole are not part of the framework's description.</summary>
    private static void DescribeHeaders(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (HandlerOf(context)?.GetParameters().Any(parameter => parameter.ParameterType == typeof(IdempotencyHeader)) != true)
        {
            return;
        }

        operation.Parameters ??= [];
        operation.Parameters.Add(
            new OpenApiParameter
            {
                Name = IdempotencyHeader.HeaderName,
                In = ParameterLocation.Header,
                Required = true,
                Description = "Made anew by the client for each intention; the same key gives the same answer.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 80 },
            }
        );
    }
}
