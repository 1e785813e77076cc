namespace Banyan.WeChatSandbox.Control;

/// <summary>What was called, in both directions; never with queries, headers or bodies.</summary>
internal static class CallControls
{
    public static void MapCallControls(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<CallLog>();
        var group = app.MapGroup("/sandbox/calls");
        group.MapGet(
            "",
            (long? after, string? path, int? limit) =>
                Results.Ok(new { items = log.After(after ?? 0, path, Math.Clamp(limit ?? 200, 1, 2000)) })
        );
        group.MapDelete(
            "",
            () =>
            {
                log.Clear();
                return Results.NoContent();
            }
        );
    }
}
