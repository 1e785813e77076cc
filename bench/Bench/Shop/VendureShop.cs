using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Testing;
using Npgsql;

namespace Banyan.Bench.Shop;

/// <summary>Vendure in a process of its own, on a database of its own in the PostgreSQL that the product uses, and its customers.</summary>
internal sealed class VendureShop : IAsyncDisposable
{
    private const string AddItem = """
        mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) {
          __typename ... on Order { id state } ... on ErrorResult { errorCode message } } }
        """;
    private const string SetAddress = """
        mutation ($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) {
          __typename ... on Order { id state } ... on ErrorResult { errorCode message } } }
        """;
    private const string EligibleMethods = "query { eligibleShippingMethods { __typename id priceWithTax } }";
    private const string SetMethod = """
        mutation ($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) {
          __typename ... on Order { id state totalWithTax } ... on ErrorResult { errorCode message } } }
        """;
    private const string GoOn = """
        mutation { transitionOrderToState(state: "ArrangingPayment") {
          __typename ... on Order { id state } ... on OrderStateTransitionError { errorCode message transitionError } } }
        """;
    private const string Pay = """
        mutation { addPaymentToOrder(input: { method: "dummy", metadata: {} }) {
          __typename ... on Order { id state } ... on ErrorResult { errorCode message } } }
        """;

    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    private static readonly object Address = new
    {
        fullName = "Lin Xiao",
        streetLine1 = "Wensan Road 1",
        city = "Hangzhou",
        province = "Zhejiang",
        postalCode = "310000",
        countryCode = "CN",
        phoneNumber = "13800138000",
    };
    private readonly string database;
    private readonly Server server;
    private readonly Loopback http;
    private readonly JsonNode shop;

    private VendureShop(string database, Server server, Loopback http, JsonNode shop) =>
        (this.database, this.server, this.http, this.shop) = (database, server, http, shop);

    /// <summary>Installs its packages when they are not there as locked, starts it, and waits until its shop is filled.</summary>
    public static async Task<VendureShop> Open(int members)
    {
        await Install().ConfigureAwait(false);
        var database = $"vendure_{Environment.ProcessId}";
        await Execute($"CREATE DATABASE {database}").ConfigureAwait(false);
        try
        {
            var server = await Start(database, members).ConfigureAwait(false);
            var http = new Loopback(server.Address);
            var said = await http.Send(HttpMethod.Get, "/healthz", []).ConfigureAwait(false);
            return new VendureShop(database, server, http, JsonNode.Parse(said.Body)!);
        }
        catch
        {
            await Drop(database).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What its storefront asks for, one after another, from the cart to the settled payment.</summary>
    public async Task CheckOut(int member)
    {
        var token = "Bearer " + (string)shop["tokens"]![member]!;
        await Order(token, AddItem, new { id = (string)shop["variantId"]! }, "AddingItems").ConfigureAwait(false);
        await Order(token, SetAddress, new { input = Address }, "AddingItems").ConfigureAwait(false);
        await Ask(token, EligibleMethods, new { }).ConfigureAwait(false);
        await Order(token, SetMethod, new { id = new[] { (string)shop["shippingMethodId"]! } }, "AddingItems").ConfigureAwait(false);
        await Order(token, GoOn, new { }, "ArrangingPayment").ConfigureAwait(false);
        await Order(token, Pay, new { }, "PaymentSettled").ConfigureAwait(false);
    }

    /// <summary>Orders whose payment is settled, as they lie in its database, and all others.</summary>
    public async Task<(long Settled, long Others)> Orders()
    {
        await using var connection = new NpgsqlConnection(To(database) + ";Pooling=false");
        await connection.OpenAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(
            """SELECT count(*) FILTER (WHERE state = 'PaymentSettled'), count(*) FILTER (WHERE state <> 'PaymentSettled') FROM "order" """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync().ConfigureAwait(false);
        await Drop(database).ConfigureAwait(false);
    }

    private static async Task Install()
    {
        var (locked, installed) = (
            Path.Combine(SourceTree.Vendure, "package-lock.json"),
            Path.Combine(SourceTree.Vendure, "node_modules/.package-lock.json")
        );
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(locked))
        {
            string[] options = ["--ignore-scripts", "--no-audit", "--no-fund"];
            try
            {
                await Commands.Run(InstallPatience, "npm", ["ci", "--prefix", SourceTree.Vendure, .. options]).ConfigureAwait(false);
            }
            catch (Win32Exception exception)
            {
                throw new InvalidOperationException("Vendure needs Node.js 20.19 or newer, with npm.", exception);
            }
        }
    }

    private static Task<Server> Start(string database, int members)
    {
        var port = Server.FreePort();
        var to = new NpgsqlConnectionStringBuilder(To(database));
        var start = new ProcessStartInfo("node", [Path.Combine(SourceTree.Vendure, "server.js")]);
        (string Name, string? Value)[] settings =
        [
            ("BENCH_PORT", port.ToString(CultureInfo.InvariantCulture)),
            ("BENCH_MEMBERS", members.ToString(CultureInfo.InvariantCulture)),
            ("PGHOST", to.Host),
            ("PGPORT", to.Port.ToString(CultureInfo.InvariantCulture)),
            ("PGUSER", to.Username),
            ("PGPASSWORD", to.Password),
            ("PGDATABASE", to.Database),
        ];
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Server.Start(port, start, StartPatience);
    }

    private async Task Order(string token, string query, object variables, string state)
    {
        var order = await Ask(token, query, variables).ConfigureAwait(false);
        if (order is not JsonObject || (string?)order["__typename"] != "Order" || (string?)order["state"] != state)
        {
            throw new InvalidOperationException($"Vendure, instead of an order in {state}: {order?.ToJsonString()}");
        }
    }

    /// <returns>The only field of the answer.</returns>
    private async Task<JsonNode?> Ask(string token, string query, object variables)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query, variables });
        var said = await http.Send(HttpMethod.Post, "/shop-api", body, ("Authorization", token)).ConfigureAwait(false);
        return said.IsSuccess && JsonNode.Parse(said.Body) is { } answer && answer["errors"] is null && answer["data"] is JsonObject data
            ? data.First().Value
            : throw new InvalidOperationException($"Vendure: {said}");
    }

    private static Task Drop(string database) => Execute($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    private static string To(string database) =>
        new NpgsqlConnectionStringBuilder(PostgresCluster.ConnectionString) { Database = database }.ConnectionString;

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresCluster.ConnectionString);
        await connection.OpenAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
