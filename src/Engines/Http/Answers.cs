using System.Text.Json;
using Banyan.Kernel;
using Microsoft.AspNetCore.Http;

namespace Banyan.Engines.Http;

/// <summary>How results become HTTP answers. Every error is application/problem+json with a stable code (RFC 9457).</summary>
public static class Answers
{
    /// <summary>Chinese as Chinese: people read these answers in logs and terminals too.</summary>
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult ToHttp<T>(this Result<T> result) => result.IsOk ? Results.Ok(result.Value) : new ProblemAnswer(result.Refusal);

    public static IResult ToHttp(this Refusal refusal) => new ProblemAnswer(refusal);

    public static IResult ToNoContent<T>(this Result<T> result) => result.IsOk ? Results.NoContent() : new ProblemAnswer(result.Refusal);

    /// <summary>Writes the problem in the language of the request.</summary>
    public static Task WriteProblem(this HttpContext http, Refusal refusal)
    {
        var english = PrefersEnglish(http.Request);
        var problem = new ProblemBody(
            "about:blank",
            english ? refusal.En : refusal.Zh,
            refusal.Status,
            refusal.Code,
            refusal.Fields?.ToDictionary(field => field.Key, field => field.Value.Select(s => english ? s.En : s.Zh).ToArray())
        );
        http.Response.StatusCode = refusal.Status;
        if (refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        return http.Response.WriteAsJsonAsync(problem, Readable, "application/problem+json", http.RequestAborted);
    }

    public static bool PrefersEnglish(HttpRequest request)
    {
        var first = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).FirstOrDefault();
        return first?.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;
    }

    private sealed class ProblemAnswer(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.WriteProblem(refusal);
    }
}

/// <summary>The body of every error.</summary>
/// <param name="Code">Stable, for machines.</param>
/// <param name="Title">For people, in the language of Accept-Language (zh-CN or en).</param>
/// <param name="Errors">Per field of the request body, with code <c>invalid_body</c> only.</param>
public sealed record ProblemBody(string Type, string Title, int Status, string Code, IReadOnlyDictionary<string, string[]>? Errors);
