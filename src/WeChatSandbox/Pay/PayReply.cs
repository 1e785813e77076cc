using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.WeChatSandbox.Pay;

internal sealed record PayReply(int Status, byte[] Body)
{
    /// <summary>A download: not JSON, and not signed.</summary>
    public bool IsFile { get; init; }

    public static PayReply Ok(object value) => new(200, Json.Bytes(value));

    public static PayReply NoContent() => new(204, []);

    public static PayReply Error(int status, string code, string message, object? detail = null) =>
        new(
            status,
            Json.Bytes(
                new
                {
                    code,
                    message,
                    detail,
                }
            )
        );

    /// <summary>PARAM_ERROR about one field.</summary>
    /// <param name="field">JSON pointer of the field in the body.</param>
    /// <param name="issue">What is wrong with it.</param>
    public static PayReply Parameter(string field, string issue) =>
        Error(
            400,
            "PARAM_ERROR",
            "参数错误：" + issue,
            new
            {
                location = "body",
                field,
                issue,
            }
        );
}

/// <summary>One verified request to WeChat Pay.</summary>
internal sealed record PayCall(HttpContext Http, byte[] Body)
{
    public string Route(string name) => Http.Request.RouteValues[name] as string ?? "";

    public string Query(string name) => Http.Request.Query[name].ToString();

    /// <summary>The body as a JSON object, or null when it is not one.</summary>
    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetString(Body)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal static class JsonFields
{
    /// <summary>The string member, or null when it is absent or of another type.</summary>
    public static string? Text(this JsonObject? body, string name) =>
        body?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static long? Integer(this JsonObject? body, string name) =>
        body?[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public static bool? Flag(this JsonObject? body, string name) =>
        body?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
