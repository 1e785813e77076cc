using System.Globalization;
using Npgsql;

namespace Banyan.Bench.Shop;

/// <summary>
/// Makes a shop large on PostgreSQL: one member and one completed order that the product wrote are copied by set-based SQL, with keys of
/// their own. Ids count from 1, so they are older than everything the product writes afterwards.
/// </summary>
internal sealed class Crowd(string connectionString, long shopId)
{
    private const int Step = 100_000;
    private const int LimitSeconds = 900;

    // {0} is how many members there are. What is not named here is copied as it is.
    private static readonly Copy[] OfMembers =
    [
        new("member", new() { ["id"] = "n", ["open_id"] = "'crowd-' || n" }),
        new("saved_address", new() { ["id"] = "n", ["member_id"] = "n" }),
    ];

    private static readonly Copy[] OfOrders =
    [
        new(
            "order",
            new()
            {
                ["id"] = "n",
                ["no"] = "'C' || n",
                ["member_id"] = "1 + n % {0}",
                ["state"] = "'Completed'",
                ["created_at"] = "t.created_at - 60000 - n",
                ["completed_at"] = "t.created_at",
            }
        ),
        new("order_line", new() { ["id"] = "n", ["order_id"] = "n" }),
        new(
            "payment_part",
            new()
            {
                ["id"] = "n",
                ["order_id"] = "n",
                ["out_trade_no"] = "'C' || n",
            }
        ),
        new(
            "payment",
            new()
            {
                ["id"] = "n",
                ["order_id"] = "n",
                ["out_trade_no"] = "'C' || n",
                ["transaction_id"] = "'C' || n",
            }
        ),
        new("recipient", new() { ["id"] = "n", ["order_id"] = "n" }),
        new(
            "claim",
            new()
            {
                ["id"] = "n",
                ["holder"] = "'order:' || n",
                ["part"] = "n",
            }
        ),
        new("posting", new() { ["id"] = "n", ["source_id"] = "'C' || n" }),
    ];

    /// <summary>The shop must hold exactly one order, paid, and at least one member with an address.</summary>
    public async Task Fill(int members, int orders)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        foreach (var copy in OfMembers)
        {
            await Write(connection, copy, members, members).ConfigureAwait(false);
        }

        foreach (var copy in OfOrders)
        {
            await Write(connection, copy, orders, members).ConfigureAwait(false);
        }

        await Execute(connection, AnswersOf(orders, members)).ConfigureAwait(false);
        await Execute(
                connection,
                string.Create(CultureInfo.InvariantCulture, $"UPDATE pool SET taken = taken + {orders} WHERE key LIKE 'sku:%'")
            )
            .ConfigureAwait(false);
        await Execute(connection, "VACUUM ANALYZE").ConfigureAwait(false);
        await Execute(connection, "CHECKPOINT").ConfigureAwait(false);
    }

    private async Task Write(NpgsqlConnection connection, Copy copy, int count, int members)
    {
        var columns = await Columns(connection, copy.Table).ConfigureAwait(false);
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        var values = string.Join(
            ", ",
            columns.Select(column =>
                copy.Changes.TryGetValue(column, out var change)
                    ? change.Replace("{0}", members.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    : $"t.\"{column}\""
            )
        );
        for (var from = 1; from <= count; from += Step)
        {
            var to = Math.Min(from + Step - 1, count);
            var series = string.Create(CultureInfo.InvariantCulture, $"generate_series({from}::bigint, {to}::bigint) AS n");
            var model =
                $"(SELECT * FROM \"{copy.Table}\" WHERE shop_id = {shopId.ToString(CultureInfo.InvariantCulture)} ORDER BY 2 DESC LIMIT 1)";
            await Execute(connection, $"INSERT INTO \"{copy.Table}\" ({names}) SELECT {values} FROM {model} AS t, {series}")
                .ConfigureAwait(false);
        }

        Progress.Say($"  {copy.Table, -16} {count, 10:N0} rows");
    }

    /// <summary>What the product remembers of requests that it has answered.</summary>
    private string AnswersOf(int orders, int members) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO idempotency (shop_id, key, request_hash, result, created_at)
            SELECT {shopId}, 'member:' || (1 + n % {members}) || ':' || md5(n::text), md5(n::text) || md5('x' || n), '"' || n || '"', 1780000000000 + n
            FROM generate_series(1::bigint, {orders}::bigint) AS n
            """
        );

    private static async Task<IReadOnlyList<string>> Columns(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position",
            connection
        );
        command.Parameters.AddWithValue(table);
        var columns = new List<string>();
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = LimitSeconds };
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <param name="Changes">Column → SQL; <c>n</c> is the number of the copy, <c>t</c> the row that is copied.</param>
    private sealed record Copy(string Table, Dictionary<string, string> Changes);
}
