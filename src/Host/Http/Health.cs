using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Host.Http;

internal sealed record Readiness(bool Ready, string? Reason);

internal static class Health
{
    /// <summary>healthz: the process answers. readyz: it can work, because the database is there and up to date.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app, HostOptions options)
    {
        var upToDate = false;
        app.MapGet("/healthz", () => Results.Text("ok")).ExcludeFromDescription();
        app.MapGet(
                "/readyz",
                async (IDbContextFactory<BanyanDb> factory, CancellationToken cancellation) =>
                {
                    try
                    {
                        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
                        upToDate = upToDate || !(await db.Database.GetPendingMigrationsAsync(cancellation).ConfigureAwait(false)).Any();
                        await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellation).ConfigureAwait(false);
                        return upToDate ? Results.Ok(new Readiness(true, null)) : NotReady("migrations_pending");
                    }
#pragma warning disable CA1031 // Whatever keeps the database away makes this node not ready; the log has the reason.
                    catch (Exception exception) when (exception is not OperationCanceledException)
                    {
                        return NotReady("database_unreachable");
                    }
#pragma warning restore CA1031
                }
            )
            .ExcludeFromDescription();
    }

    private static IResult NotReady(string reason) =>
        Results.Json(new Readiness(false, reason), statusCode: StatusCodes.Status503ServiceUnavailable);
}
