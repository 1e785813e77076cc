using System.Text;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Http;
using Banyan.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Architecture.Tests;

public sealed class RouteTests
{
    private static readonly Lazy<WebApplication> App = new(() => Server.Build(new HostOptions { DataDirectory = Path.GetTempPath() }));

    private static IReadOnlyList<RouteEndpoint> Api =>
        [
            .. ((IEndpointRouteBuilder)App.Value)
                .DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true),
        ];

    [Fact]
    public void Every_endpoint_says_who_may_call_it() => Faults(Api).ShouldBeEmpty();

    [Fact]
    public void An_endpoint_without_a_rule_or_with_an_unknown_permission_is_caught()
    {
        var open = Planted("/api/console/open");
        var unknown = Planted("/api/console/unknown", new AccessRule(false, "planted.write"));
        var mixed = Planted("/api/console/mixed", new AccessRule(true, null));
        Faults([open, unknown, mixed])
            .ShouldBe([
                "GET /api/console/open has no access rule",
                "GET /api/console/unknown asks for planted.write, which no role can have",
                "GET /api/console/mixed asks the wrong kind of caller",
            ]);
    }

    [Fact]
    public void Every_endpoint_has_a_name_of_its_own()
    {
        // WeChat's callbacks are in no document.
        var described = Api.Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/api/wechat/", StringComparison.Ordinal));
        var names = described
            .Select(endpoint => endpoint.Metadata.GetMetadata<EndpointNameMetadata>()?.EndpointName ?? Label(endpoint))
            .ToList();
        names.ShouldAllBe(name => !name.Contains('/', StringComparison.Ordinal));
        names.ShouldBeUnique();
    }

    [Fact]
    public void The_list_of_routes_and_permissions_is_current()
    {
        var text = new StringBuilder("# Routes and who may call them\n\nA test keeps this page current.\n\n| route | who |\n|---|---|\n");
        foreach (var line in Api.Select(endpoint => $"| {Label(endpoint)} | {WhoMayCall(endpoint)} |\n").Order(StringComparer.Ordinal))
        {
            text.Append(line);
        }

        Snapshot.Matches("docs/routes.md", text.ToString());
    }

    private static IEnumerable<string> Faults(IEnumerable<RouteEndpoint> endpoints)
    {
        var known = Permissions.All.Select(permission => permission.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            var isConsole = endpoint.RoutePattern.RawText!.StartsWith("/api/console", StringComparison.Ordinal);
            var fault = endpoint.Metadata.GetMetadata<AccessRule>() switch
            {
                null => "has no access rule",
                { Permission: { Length: > 0 } code } when !known.Contains(code) => $"asks for {code}, which no role can have",
                { } rule when rule != AccessRule.Anyone && rule.Member == isConsole => "asks the wrong kind of caller",
                _ => null,
            };
            if (fault is not null)
            {
                yield return $"{Label(endpoint)} {fault}";
            }
        }
    }

    private static string WhoMayCall(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<AccessRule>() switch
        {
            null => "nobody",
            { Member: true } => "member",
            { Permission: null } => "anyone",
            { Permission: "" } => "any staff",
            { Permission: var permission } => permission,
        };

    private static string Label(RouteEndpoint endpoint) =>
        $"{string.Join(",", endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])} {endpoint.RoutePattern.RawText}";

    private static RouteEndpoint Planted(string path, params object[] metadata) =>
        new(
            _ => Task.CompletedTask,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse(path),
            0,
            new EndpointMetadataCollection([new HttpMethodMetadata(["GET"]), .. metadata]),
            path
        );
}
