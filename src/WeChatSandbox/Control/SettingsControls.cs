using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.WeChatSandbox.Control;

internal static class SettingsControls
{
    public static void MapSettingsControls(this WebApplication app)
    {
        var store = app.Services.GetRequiredService<SettingsStore>();
        var group = app.MapGroup("/sandbox/settings");
        group.MapGet("", () => Results.Ok(store.Current));
        group.MapPost("", (JsonObject changes) => Change(changes, store));
    }

    // Only what is named changes.
    private static IResult Change(JsonObject changes, SettingsStore store)
    {
        var merged = JsonSerializer.SerializeToNode(store.Current, Json.Own)!.AsObject();
        foreach (var (name, value) in changes)
        {
            if (!merged.ContainsKey(name))
            {
                return Refusals.Invalid($"没有 {name} 这个设置");
            }

            merged[name] = value?.DeepClone();
        }

        try
        {
            var next = merged.Deserialize<SandboxSettings>(Json.Own)!;
            if (next.Problem() is { } problem)
            {
                return Refusals.Invalid(problem);
            }

            store.Current = next;
            return Results.Ok(next);
        }
        catch (JsonException)
        {
            return Refusals.Invalid("设置的类型不对");
        }
    }
}
