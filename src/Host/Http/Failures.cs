using System.Text.Json;
using System.Text.RegularExpressions;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Host.Http;

/// <summary>
/// Turns what went wrong outside of a use case into problem+json: unreadable bodies are the caller's fault, the rest is ours and told to
/// nobody.
/// </summary>
internal sealed partial class Failures(RequestDelegate next, ISqlDialect dialect, ILogger<Failures> log)
{
    public static readonly Refusal Internal = new(
        "internal_error",
        500,
        "服务器出错了，请稍后再试",
        "Something went wrong, please try again later"
    );

    private static readonly Refusal TooLarge = new("body_too_large", 413, "内容太大了", "The request is too large");

    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody is left to answer.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            var refusal = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : Unreadable(context, exception);
            await Answer(context, refusal).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.Response.HasStarted && Away(exception) is { } refusal)
        {
            log.LogWarning(
                "{Method} {Path}: {Code}, {Reason}",
                context.Request.Method,
                context.Request.Path,
                refusal.Code,
                exception.Message
            );
            await Answer(context, refusal).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The last line: whatever it was, the caller gets an answer and we keep the details.
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            log.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await Answer(context, Internal).ConfigureAwait(false);
        }
#pragma warning restore CA1031
    }

    /// <summary>What passes by itself, and is nobody's fault.</summary>
    private Refusal? Away(Exception exception) =>
        exception is RefusedException { Refusal.IsPassing: true } refused
            ? refused.Refusal
            : BatchRunner.RefusalFor(dialect.Classify(exception));

    private static Task Answer(HttpContext context, Refusal refusal)
    {
        context.Response.Clear();
        return context.WriteProblem(refusal);
    }

    private static Refusal Unreadable(HttpContext context, BadHttpRequestException exception)
    {
        if (exception.InnerException is JsonException json)
        {
            var fields = FieldsOf(json);
            return Refusal.Invalid(fields.ToDictionary(field => field.Name, field => new[] { field.Fault }));
        }

        var parameter = ParameterName().Match(exception.Message);
        if (!parameter.Success)
        {
            return Refusal.Invalid("$", "请求内容无法读取", "The request could not be read");
        }

        // An address with an id that cannot be one leads nowhere.
        var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Groups["name"].Value);
        return context.Request.RouteValues.ContainsKey(name) ? Refusal.NotFound : Refusal.Invalid(name, "格式不对", "Has the wrong format");
    }

    private static IEnumerable<(string Name, Sentence Fault)> FieldsOf(JsonException exception)
    {
        var path = (exception.Path ?? "$").TrimStart('$').TrimStart('.');
        var missing = MissingNames().Match(exception.Message);
        if (missing.Success)
        {
            return QuotedName()
                .Matches(missing.Groups["names"].Value)
                .Select(name =>
                    (path.Length == 0 ? name.Groups["name"].Value : $"{path}.{name.Groups["name"].Value}", new Sentence("必填", "Required"))
                );
        }

        return [(path.Length == 0 ? "$" : path, new Sentence("格式不对", "Has the wrong format"))];
    }

    [GeneratedRegex("""missing required properties including: (?<names>('[^']+'(, )?)+)""", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex MissingNames();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex QuotedName();

    /// <summary>
    /// The framework's words: Failed to bind parameter "Id id" from "abc"; Required parameter "string q" was not provided from query
    /// string.
    /// </summary>
    [GeneratedRegex(""""(Failed to bind|Required) parameter "(\S+ )?(?<name>\w+)"( from|.*query)"""", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex ParameterName();
}
