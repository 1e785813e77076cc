using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Points.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Growth.Points;

/// <summary>The rules of points, as staff set them.</summary>
internal static class PointSettings
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings/points", Read)
            .RequirePermission("settings.read")
            .WithName("GetPointSettings")
            .WithTags("Settings")
            .Produces<PointRules>();
        api.MapPut("/settings/points", Write)
            .RequirePermission("settings.write")
            .WithName("PutPointSettings")
            .WithTags("Settings")
            .Produces<PointRules>();
    }

    private static async Task<IResult> Read(StaffCaller caller, PointFacts facts, CancellationToken cancellation) =>
        Results.Ok(await facts.Rules(caller.ShopId, cancellation).ConfigureAwait(false));

    private static async Task<IResult> Write(StaffCaller caller, PointRules body, ShopDocuments documents, CancellationToken cancellation)
    {
        var check = Check
            .Body()
            .Number(body.EarnPerYuan, 0, 1_000)
            .Number(body.PointsPerYuan, 1, 100_000)
            .Number(body.MaxPpm, 0, 1_000_000)
            .Number(body.Step, 1, 100_000);
        return check.ToRefusal() is { } invalid
            ? invalid.ToHttp()
            : (await documents.Write(caller.ShopId, PointFacts.RulesName, body, cancellation).ConfigureAwait(false)).ToHttp();
    }
}
