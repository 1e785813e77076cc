using System.Net;
using System.Text.Json.Nodes;

namespace Banyan.Journeys.Support;

/// <summary>What the server answered.</summary>
public sealed record Answer(string Request, HttpStatusCode Status, string Text)
{
    public JsonNode Json =>
        (Text.Length == 0 ? null : JsonNode.Parse(Text)) ?? throw new InvalidOperationException($"{Request}: {(int)Status} without a body");

    /// <summary>A property of the answer's object.</summary>
    public JsonNode this[string name] => Json[name] ?? throw new InvalidOperationException($"{Request}: no {name} in {Text}");

    public bool IsOk => (int)Status is >= 200 and < 300;

    /// <summary>The problem's stable code; empty where there is none.</summary>
    public string Code => IsOk || Text.Length == 0 || Text[0] != '{' ? "" : (string?)Json["code"] ?? "";

    public string Id => (string)this["id"]!;

    public string String(string name) => (string)this[name]!;

    public long Fen(string name) => (long)this[name];

    public JsonArray Items => this["items"].AsArray();

    /// <summary>The answer itself, when it was 2xx.</summary>
    public Answer Ok()
    {
        IsOk.ShouldBeTrue($"{Request}: {(int)Status} {Text}");
        return this;
    }

    /// <summary>Must have been refused in exactly this way.</summary>
    public Answer Refused(int status, string code)
    {
        ((int)Status, Code).ShouldBe((status, code), $"{Request}: {(int)Status} {Text}");
        return this;
    }

    /// <summary>Must have been refused with a message about this field of the body.</summary>
    public Answer Wrong(string field)
    {
        Refused(400, "invalid_body");
        var fields = this["errors"].AsObject().Select(error => error.Key).ToList();
        fields.ShouldContain(field, $"{Request}: {Text}");
        return this;
    }
}
