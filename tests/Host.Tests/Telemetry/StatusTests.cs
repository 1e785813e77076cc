using Banyan.Host.Tests.Auth;

namespace Banyan.Host.Tests.Telemetry;

public sealed class StatusTests
{
    [Fact]
    public async Task The_status_tells_of_the_node_its_database_and_what_it_did()
    {
        await using var server = await RunningServer.Start();
        var token = await server.LogIn();
        var category = new
        {
            name = "水果",
            iconUrl = "",
            sort = 1,
        };
        (await server.Call(HttpMethod.Post, "/api/console/categories", token, category)).Status.ShouldBe(200);

        var status = (await server.Call(HttpMethod.Get, "/api/console/system/status", token)).Body;
        ((string?)status["database"]!["kind"]).ShouldBe("SQLite");
        ((long)status["database"]!["sizeBytes"]!).ShouldBeGreaterThan(100_000);
        var node = status["nodes"]!.AsArray().Single(one => (bool)one!["answering"]!)!;
        ((bool)node["alive"]!, (long)node["secondsSinceHeartbeat"]! < 120).ShouldBe((true, true));
        var activity = status["activity"]!;
        activity["actsByMinute"]!.AsArray().Count.ShouldBe(60);
        activity["actsByMinute"]!.AsArray().Sum(acts => (long)acts!).ShouldBeGreaterThan(0);
        ((double?)activity["queueWaitP95Ms"]).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo((double)activity["queueWaitP50Ms"]!);
        ((long)status["jobs"]!["dead"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Who_may_only_look_neither_drops_jobs_nor_sees_the_system()
    {
        await using var server = await RunningServer.Start();
        await server.AddStaff(server.ShopId, "operator", "operator");
        var token = await server.LogIn("operator");
        (await server.Call(HttpMethod.Get, "/api/console/system/status", token)).ShouldSatisfy(403, "forbidden");
        (await server.Call(HttpMethod.Post, "/api/console/jobs/1/drop", token, new { reason = "x" })).ShouldSatisfy(403, "forbidden");
        (await server.Call(HttpMethod.Post, "/api/console/doctor", token, new { mode = "full" })).ShouldSatisfy(403, "forbidden");
    }
}
