namespace Banyan.Host.Tests.Http;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/console/")]
    [InlineData("/docs")]
    [InlineData("/api/shop/config")]
    [InlineData("/nope")]
    public async Task Every_answer_makes_the_browser_strict(string path)
    {
        await using var server = await RunningServer.Start();
        using var answer = await server.Http.GetAsync(path);
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";
        Header("Content-Security-Policy").ShouldContain("script-src 'self';");
        Header("Content-Security-Policy").ShouldContain("frame-ancestors 'none'");
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("Referrer-Policy").ShouldNotBeEmpty();
        Header("Server").ShouldBeEmpty();
        Header("X-Powered-By").ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_of_the_API_are_not_kept_by_anybody()
    {
        await using var server = await RunningServer.Start();
        using var answer = await server.Http.GetAsync("/api/shop/config");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Share_links_lead_to_the_landing_page_and_nowhere_else()
    {
        await using var server = await RunningServer.Start();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };
        using var good = await http.GetAsync("/s/Ab3-_x");
        good.Headers.Location!.OriginalString.ShouldBe("/#/pages/share/landing?s=Ab3-_x");
        using var bad = await http.GetAsync("/s/%2F%2Fevil.example");
        ((int)bad.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Health_and_readiness_are_told()
    {
        await using var server = await RunningServer.Start();
        (await server.Http.GetStringAsync("/healthz")).ShouldBe("ok");
        (await server.Call(HttpMethod.Get, "/readyz")).Body["ready"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_documents_and_their_page_are_served()
    {
        await using var server = await RunningServer.Start();
        foreach (var path in new[] { "/docs", "/docs/docs.js", "/docs/docs.css", "/openapi/shop.json", "/openapi/console.json" })
        {
            (await server.Http.GetAsync(path)).IsSuccessStatusCode.ShouldBeTrue(path);
        }

        ((int)(await server.Http.GetAsync("/docs/other.js")).StatusCode).ShouldBe(404);
    }
}
