using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Growth.Levels.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Growth.Levels;

/// <summary>How a member stands, and every level that there is.</summary>
/// <param name="Level">Null where the shop has no levels.</param>
public sealed record MyLevel(Level? Level, long Growth, Level? Next, IReadOnlyList<Level> Levels);

/// <summary>Levels for members and for staff.</summary>
internal static class LevelEndpoints
{
    private const int MaxLevels = 10;

    public static void MapShop(IEndpointRouteBuilder api) =>
        api.MapGet("/level", Mine).RequireMember().WithName("GetMyLevel").WithTags("Levels").Produces<MyLevel>();

    public static void MapConsole(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings/levels", Read)
            .RequirePermission("settings.read")
            .WithName("GetLevelSettings")
            .WithTags("Settings")
            .Produces<LevelRules>();
        api.MapPut("/settings/levels", Write)
            .RequirePermission("settings.write")
            .WithName("PutLevelSettings")
            .WithTags("Settings")
            .Produces<LevelRules>();
    }

    private static async Task<IResult> Mine(MemberCaller caller, MemberLevels levels, CancellationToken cancellation)
    {
        var rules = await levels.Rules(caller.ShopId, cancellation).ConfigureAwait(false);
        var standing = await levels.Of(caller.ShopId, caller.MemberId, cancellation).ConfigureAwait(false);
        return Results.Ok(new MyLevel(standing?.Level, standing?.Growth ?? 0, standing?.Next, rules.Enabled ? rules.Levels : []));
    }

    private static async Task<IResult> Read(StaffCaller caller, MemberLevels levels, CancellationToken cancellation) =>
        Results.Ok(await levels.Rules(caller.ShopId, cancellation).ConfigureAwait(false));

    private static async Task<IResult> Write(StaffCaller caller, LevelRules body, ShopDocuments documents, CancellationToken cancellation)
    {
        var check = Check
            .Body()
            .Number(body.GrowthPerYuan, 0, 1_000)
            .Count(body.Levels, 1, MaxLevels)
            .Each(
                body.Levels,
                (each, level) =>
                    each.Text(level.Name, 1, 12)
                        .Number(level.FromGrowth, 0, 100_000_000)
                        .Number(level.KeepPpm, 100_000, 1_000_000)
                        .Number(level.PointsPpm, 0, 10_000_000)
            )
            .That(
                body.Levels?.Any(level => level.FromGrowth == 0) == true,
                "levels",
                "第一个等级的成长值要从 0 开始，否则新会员没有等级",
                "One level must begin at 0, or new members have none"
            )
            .That(
                body.Levels?.Select(level => level.FromGrowth).Distinct().Count() == body.Levels?.Count,
                "levels",
                "两个等级的成长值门槛不能相同",
                "Two levels begin at the same growth"
            );
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var rules = body with { Levels = [.. body.Levels!.OrderBy(level => level.FromGrowth)] };
        return (await documents.Write(caller.ShopId, MemberLevels.RulesName, rules, cancellation).ConfigureAwait(false)).ToHttp();
    }
}
