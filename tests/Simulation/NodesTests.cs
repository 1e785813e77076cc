using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Banyan.Simulation.Processes;
using Banyan.Simulation.Proofs;
using Banyan.Testing;

namespace Banyan.Simulation;

/// <summary>Several real processes over one PostgreSQL, which is taken away from them as well.</summary>
public sealed class NodesTests(ITestOutputHelper output)
{
    private const int Members = 24;
    private const int Some = 40;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Of_three_nodes_one_is_killed_and_one_stands_still_for_half_a_minute()
    {
        Assert.SkipUnless(Seeds.Databases.Contains(Database.Postgres), "Nodes share a PostgreSQL only.");
        await using var stall = await Stall.Open(Database.Postgres, nodes: 3);
        await Task.WhenAll(stall.Nodes.Select(node => node.Start()));
        using var buyers = new Buyers(stall, Members);
        await buyers.Arrive();
        buyers.Begin();
        await buyers.More(Some, Soon);

        var (killed, paused) = (stall.Nodes[1], stall.Nodes[2]);
        var still = Stopwatch.StartNew();
        paused.Pause();
        await buyers.More(Some, Soon);
        killed.Kill();
        await buyers.More(Some, Soon);
        await Task.Delay(Standstill - still.Elapsed);
        await buyers.More(Some, Soon);
        paused.Continue();
        await killed.Start();
        await buyers.More(Some, Soon);
        await buyers.Finish();
        output.WriteLine($"{buyers}");

        await SessionsWorkEverywhere(stall, buyers.Clients);
        await SettingsAreSeenEverywhere(stall);
        output.WriteLine(await Settled.Prove(stall, buyers));
    }

    [Fact]
    public async Task PostgreSQL_is_restarted_and_crashes_under_load()
    {
        Assert.SkipUnless(Seeds.Databases.Contains(Database.Postgres), "There is nothing to restart in SQLite.");
        using var server = PostgresServer.Make();
        await using var stall = await Stall.Open(server.To("banyan"), nodes: 2);
        await Task.WhenAll(stall.Nodes.Select(node => node.Start()));
        using var buyers = new Buyers(stall, Members);
        await buyers.Arrive();
        buyers.Begin();
        foreach (var mode in (string[])["fast", "immediate", "immediate"])
        {
            await buyers.More(Some, Soon);
            var before = buyers.Later;
            server.Stop(mode);
            await Task.Delay(TimeSpan.FromSeconds(2));
            server.Start();
            buyers.Later.ShouldBeGreaterThan(before, "who asks in the gap is told to come back");
        }

        await buyers.More(Some, Soon);
        await buyers.Finish();
        output.WriteLine($"{buyers}");
        output.WriteLine(await Settled.Prove(stall, buyers));
    }

    private static async Task SessionsWorkEverywhere(Stall stall, IEnumerable<Client> clients)
    {
        foreach (var client in clients)
        {
            foreach (var node in stall.Nodes)
            {
                using var request = Ask(HttpMethod.Get, "/api/shop/me", client.Token);
                using var answer = await node.Http.SendAsync(request);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }
    }

    private static async Task SettingsAreSeenEverywhere(Stall stall)
    {
        var token = await stall.LogIn();
        foreach (var (node, number) in stall.Nodes.Select((node, number) => (node, number)))
        {
            // Everybody has just read the old one, and would keep it for some seconds.
            await Task.WhenAll(stall.Nodes.Select(Notice));
            using var read = Ask(HttpMethod.Get, "/api/console/settings", token);
            using var settings = await node.Http.SendAsync(read);
            var changed = JsonNode.Parse(await settings.Content.ReadAsStringAsync())!;
            changed["notice"] = $"告示 {number}";
            using var write = Ask(HttpMethod.Put, "/api/console/settings", token);
            write.Content = JsonContent.Create(changed);
            using var written = await node.Http.SendAsync(write);
            written.StatusCode.ShouldBe(HttpStatusCode.OK);
            var watch = Stopwatch.StartNew();
            while ((await Task.WhenAll(stall.Nodes.Select(Notice))).Any(notice => notice != $"告示 {number}"))
            {
                watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
                await Task.Delay(50);
            }
        }

        static async Task<string?> Notice(ProgramProcess node)
        {
            using var request = Ask(HttpMethod.Get, "/api/shop/config", token: null);
            using var answer = await node.Http.SendAsync(request);
            return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["shop"]!["notice"];
        }
    }

    private static HttpRequestMessage Ask(HttpMethod method, string path, string? token)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-Shop", Stall.Slug);
        return request;
    }
}
