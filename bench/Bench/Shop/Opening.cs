using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Host;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Banyan.Bench.Shop;

/// <summary>A member who may buy.</summary>
internal sealed record Shopper(Id Id, string Token, string AddressId);

/// <summary>Goods of one SKU.</summary>
internal sealed record Goods(Id ProductId, Id SkuId);

/// <summary>
/// A Host in this process that opens a shop and fills it through the product's own commands. Only WeChat's login is passed over: members
/// come in by the door behind it, and get the tokens that a login would have given them.
/// </summary>
internal sealed class Opening : IAsyncDisposable
{
    public const int PriceFen = 9900;
    private const int Hands = 32;
    private const string Login = "owner";
    private const string Password = "bench-owner-1";
    private const int Stock = 10_000_000;
    private readonly WebApplication app;
    private readonly HttpClient http;
    private string owner = "";
    private string? category;

    private Opening(WebApplication app, HttpClient http) => (this.app, this.http) = (app, http);

    public Id ShopId { get; private set; }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<Opening> Begin(Premises premises)
    {
        var options = premises.Options;
        var app = Host.Server.Build(options, builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        await Startup.Prepare(app).ConfigureAwait(false);
        await app.StartAsync().ConfigureAwait(false);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}"));
        var opening = new Opening(app, new HttpClient { BaseAddress = address });
        await opening.OpenDoors().ConfigureAwait(false);
        return opening;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Uses a service as a request would: in a scope of its own.</summary>
    public async Task<TResult> Use<T, TResult>(Func<T, Task<TResult>> use)
        where T : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<T>()).ConfigureAwait(false);
    }

    public async Task<T> Look<T>(Func<BanyanDb, Task<T>> look)
    {
        await using var db = await Get<IDbContextFactory<BanyanDb>>().OpenFor(ShopId).ConfigureAwait(false);
        return await look(db).ConfigureAwait(false);
    }

    public Task<JsonNode> AskStaff(HttpMethod method, string path, object? body = null) => Ask(method, "/api/console" + path, owner, body);

    public async Task<Goods> Sell(string name)
    {
        category ??= (string)
            (
                await AskStaff(
                        HttpMethod.Post,
                        "/categories",
                        new
                        {
                            name = "水果",
                            iconUrl = "",
                            sort = 1,
                        }
                    )
                    .ConfigureAwait(false)
            )["id"]!;
        var sku = new
        {
            specValues = Array.Empty<string>(),
            priceFen = PriceFen,
            stock = Stock,
            weightGrams = 500,
            barcode = "",
        };
        var product = new
        {
            name,
            subtitle = "脆甜多汁，产地直发，坏果包赔",
            categoryId = category,
            pictures = Enumerable.Range(1, 5).Select(number => $"/files/apple-{number}.svg"),
            detailHtml = string.Concat(Enumerable.Repeat("<p>高原日照足，昼夜温差大，果肉紧实，一口爆汁。</p>", 20)),
            specs = Array.Empty<object>(),
            skus = new[] { sku },
            sort = 1,
            onShelf = true,
        };
        var made = await AskStaff(HttpMethod.Post, "/products", product).ConfigureAwait(false);
        return new Goods(IdOf(made), IdOf(made["skus"]![0]!));
    }

    /// <summary>Registers members, each with a token and an address.</summary>
    public async Task<IReadOnlyList<Shopper>> Register(int count, string name)
    {
        var shoppers = new Shopper[count];
        var all = Enumerable.Range(0, count).ToList();
        await Callers
            .All(Hands, all, async number => shoppers[number] = await Register($"{name}{number}").ConfigureAwait(false))
            .ConfigureAwait(false);
        return shoppers;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync().ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    public static Id IdOf(JsonNode node) => Id.Parse((string)node["id"]!, CultureInfo.InvariantCulture);

    private async Task OpenDoors()
    {
        ShopId = (await Use((IOpenShop shops) => shops.Open("bench", ShopSettings.New("榕树下好物"), default)).ConfigureAwait(false)).Value;
        var person = new NewStaffMember(Login, "店主", Password, [Roles.Owner]);
        _ = (await Use((IAddStaff staff) => staff.Add(ShopId, person, default)).ConfigureAwait(false)).Value;
        var body = new
        {
            login = Login,
            password = Password,
            shop = "bench",
        };
        owner = (string)(await Ask(HttpMethod.Post, "/api/console/sessions", token: null, body).ConfigureAwait(false))["token"]!;
    }

    private async Task<Shopper> Register(string name)
    {
        var identity = new WeChatIdentity("o-" + name, UnionId: null);
        var entered = await Use((MemberEntrance door) => door.Enter(ShopId, identity, new Arrival(null, null), Now, default))
            .ConfigureAwait(false);
        var member = entered.Value.Member;
        var subject = new SessionSubject(SessionKind.Member, ShopId, member.Id, member.SessionVersion);
        var token = Get<ISessions>().Issue(subject).Token;
        var address = new
        {
            name = "林晓",
            phone = "13800138000",
            province = "浙江省",
            city = "杭州市",
            district = "西湖区",
            detail = "文三路 1 号",
            isDefault = true,
        };
        var saved = await Ask(HttpMethod.Post, "/api/shop/addresses", token, address).ConfigureAwait(false);
        return new Shopper(member.Id, token, (string)saved["id"]!);
    }

    private async Task<JsonNode> Ask(HttpMethod method, string path, string? token, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add(IdempotencyHeader.HeaderName, Get<IIdSource>().Next().ToString());
        using var response = await http.SendAsync(request).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? text.Length == 0
                ? new JsonObject()
                : JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
    }
}
