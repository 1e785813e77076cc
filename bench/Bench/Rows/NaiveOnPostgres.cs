using Npgsql;
using NpgsqlTypes;

namespace Banyan.Bench.Rows;

/// <summary>How a claim is written where nobody thought of batches: one transaction per request, prepared, on a pool.</summary>
/// <param name="InOneStatement">One statement with a CTE; else BEGIN, UPDATE, INSERT, COMMIT.</param>
/// <param name="Connections">Of the pool: fewer wait less for the row's lock.</param>
internal sealed record NaiveWay(bool InOneStatement, int Connections)
{
    public override string ToString() => $"naive, {(InOneStatement ? "one statement" : "two statements")}, {Connections} connections";
}

internal sealed class NaiveOnPostgres(string connectionString, NaiveWay way) : IAsyncDisposable
{
    private const string Take =
        "UPDATE pool SET held = held + 1, version = version + 1 WHERE shop_id = $1 AND key = $2 AND taken + held < total";

    private const string Columns =
        "INSERT INTO claim (shop_id, id, version, pool_key, holder, part, quantity, returned, state, expires_at, created_at)";

    private const string AtOnce = $"WITH p AS ({Take} RETURNING 1) {Columns} SELECT $1, $3, 0, $2, $4, '', 1, 0, 'Held', $5, $6 FROM p";
    private const string Insert = $"{Columns} VALUES ($1, $2, 0, $3, $4, '', 1, 0, 'Held', $5, $6)";
    private static long number;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = way.Connections,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Timeout = 60,
        }
    );

    public Task<double> PerSecond(int callers, int seconds) =>
        Callers.PerSecond(callers, TimeSpan.FromSeconds(seconds), _ => way.InOneStatement ? ClaimAtOnce() : ClaimInTwo());

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task ClaimAtOnce()
    {
        var (id, at) = (Interlocked.Increment(ref number), Now);
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(AtOnce, connection);
        Add(command, HotPool.Shop.Value, HotPool.Key, id, HotPool.Holder(id), at + 900_000, at);
        Expect(await command.ExecuteNonQueryAsync().ConfigureAwait(false));
    }

    private async Task ClaimInTwo()
    {
        var (id, at) = (Interlocked.Increment(ref number), Now);
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using var take = new NpgsqlCommand(Take, connection, transaction);
        Add(take, HotPool.Shop.Value, HotPool.Key);
        Expect(await take.ExecuteNonQueryAsync().ConfigureAwait(false));
        await using var insert = new NpgsqlCommand(Insert, connection, transaction);
        Add(insert, HotPool.Shop.Value, id, HotPool.Key, HotPool.Holder(id), at + 900_000, at);
        Expect(await insert.ExecuteNonQueryAsync().ConfigureAwait(false));
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            var type = value is long ? NpgsqlDbType.Bigint : NpgsqlDbType.Text;
            command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        }
    }

    private static void Expect(int rows)
    {
        if (rows != 1)
        {
            throw new InvalidOperationException($"{rows} rows were written where one was meant.");
        }
    }
}
