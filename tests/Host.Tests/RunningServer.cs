using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Banyan.Host.Tests;

/// <summary>The server on a free port, with one real shop and its owner, without a sandbox.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string Password = "correct horse";
    private readonly string directory = Directory.CreateTempSubdirectory("banyan-host-").FullName;
    private readonly TestDatabase database;

    private RunningServer(TestDatabase database) => this.database = database;

    public WebApplication App { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    public Id ShopId { get; private set; }

    public static async Task<RunningServer> Start(bool demo = false, Action<WebApplicationBuilder>? adjust = null)
    {
        var server = new RunningServer(await TestDatabase.Create(Database.Sqlite));
        var options = new HostOptions
        {
            Port = 0,
            Demo = demo,
            DataDirectory = server.directory,
        };
        File.Copy(server.database.Options.ConnectionString, options.SqliteFile);
        server.App = Server.Build(
            options,
            builder =>
            {
                builder.Logging.ClearProviders();
                adjust?.Invoke(builder);
            }
        );
        await Startup.Prepare(server.App);
        server.ShopId = await server.OpenShop("first");
        await server.App.StartAsync();
        server.Http.BaseAddress = new Uri(server.App.Urls.First());
        return server;
    }

    public async Task<Id> OpenShop(string slug)
    {
        var services = App.Services;
        var shop = await services.GetRequiredService<IOpenShop>().Open(slug, ShopSettings.New(slug), CancellationToken.None);
        await AddStaff(shop.Value, "owner", Roles.Owner);
        return shop.Value;
    }

    public async Task<Id> AddStaff(Id shopId, string login, string role)
    {
        var person = new NewStaffMember(login, login, Password, [role]);
        return (await App.Services.GetRequiredService<IAddStaff>().Add(shopId, person, CancellationToken.None)).Value;
    }

    public async Task<string> LogIn(string login = "owner", string? shop = null)
    {
        var answer = await Http.PostAsJsonAsync(
            "/api/console/sessions",
            new
            {
                login,
                password = Password,
                shop,
            }
        );
        answer.EnsureSuccessStatusCode();
        return (string)(await Body(answer))["token"]!;
    }

    public async Task<(int Status, string Code, JsonNode Body)> Call(
        HttpMethod method,
        string path,
        string? token = null,
        object? body = null,
        string language = "zh-CN"
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.AcceptLanguage.ParseAdd(language);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await Http.SendAsync(request);
        var json = await Body(answer);
        return ((int)answer.StatusCode, (string?)(json as JsonObject)?["code"] ?? "", json);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<JsonNode> Body(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.StartsWith('{') ? JsonNode.Parse(text)! : new JsonObject();
    }
}
