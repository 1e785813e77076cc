using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Banyan.Host.Tests.Telemetry;

public sealed partial class MetricsTests
{
    private const string Token = "scrape-me";

    [Fact]
    public async Task Metrics_come_in_the_text_format_of_Prometheus()
    {
        await using var server = await RunningServer.Start();
        await SaveSomething(server);
        using var answer = await server.Http.GetAsync("/metrics");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldContain("# TYPE banyan_commit_batch_size histogram");
        lines.ShouldContain("# TYPE banyan_commit_queue_wait_seconds histogram");
        lines.Where(line => line[0] != '#').ShouldAllBe(line => Sample().IsMatch(line));
    }

    [Fact]
    public async Task A_committed_act_is_counted_with_its_batch()
    {
        await using var server = await RunningServer.Start();
        var before = await Read(server, "banyan_commit_batch_size_sum");
        await SaveSomething(server);
        (await Read(server, "banyan_commit_batch_size_sum")).ShouldBeGreaterThan(before);
        (await Read(server, "banyan_commit_batch_size_count")).ShouldBeGreaterThan(0);
        (await Read(server, "banyan_commit_acts_total")).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task Who_comes_through_a_proxy_finds_no_metrics(string header, string value)
    {
        await using var server = await RunningServer.Start();
        (await Ask(server, request => request.Headers.TryAddWithoutValidation(header, value))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task With_a_token_set_only_the_token_opens_the_metrics()
    {
        await using var server = await RunningServer.Start(adjust: builder =>
            builder.Configuration.AddInMemoryCollection([new("Telemetry:MetricsToken", Token)])
        );
        (await Ask(server, _ => { })).ShouldBe(HttpStatusCode.NotFound);
        (await Ask(server, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token + "x"))).ShouldBe(
            HttpStatusCode.NotFound
        );
        var opened = await Ask(
            server,
            request =>
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.7");
            }
        );
        opened.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> Ask(RunningServer server, Action<HttpRequestMessage> with)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        with(request);
        using var answer = await server.Http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The sum over all labels.</summary>
    private static async Task<double> Read(RunningServer server, string name) =>
        (await server.Http.GetStringAsync("/metrics"))
            .Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
            .Sum(line => double.Parse(Sample().Match(line).Groups["value"].Value, CultureInfo.InvariantCulture));

    /// <summary>Anything that commits an act.</summary>
    private static async Task SaveSomething(RunningServer server)
    {
        var category = new
        {
            name = "水果",
            iconUrl = "",
            sort = 1,
        };
        (await server.Call(HttpMethod.Post, "/api/console/categories", await server.LogIn(), category)).Status.ShouldBe(200);
    }

    [GeneratedRegex(
        """^[a-z_:][a-z0-9_:]*(\{[^}]*\})? (?<value>[-+0-9.eE]+|NaN|\+Inf)( \d+)?$""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Sample();
}
