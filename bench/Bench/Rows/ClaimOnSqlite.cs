using Banyan.Testing;
using Microsoft.Data.Sqlite;

namespace Banyan.Bench.Rows;

/// <summary>
/// The same on SQLite: the rival is one writer with prepared statements, one transaction per claim, and the product's pragmas.
/// </summary>
internal static class ClaimOnSqlite
{
    private const int Callers = 64;

    public static async Task<IReadOnlyList<Figure>> Measure(Settings settings)
    {
        await using var pool = await HotPool.Open(Database.Sqlite).ConfigureAwait(false);
        using var naive = new NaiveOnSqlite(pool.ConnectionString);
        await pool.Batched(Callers, settings.WarmSeconds).ConfigureAwait(false);
        await naive.PerSecond(Callers, 1).ConfigureAwait(false);
        var rounds = await Rounds
            .Interleave(
                settings.Rounds,
                new Side("batched, N=64", () => pool.Batched(Callers, settings.Seconds)),
                new Side("one-writer naive", () => naive.PerSecond(Callers, settings.Seconds))
            )
            .ConfigureAwait(false);
        return [Figure.Ratio("claim-sqlite", "batched / one-writer naive, N=64", rounds[0], rounds[1], Bar.AtLeast(15), "claims/s")];
    }

    private sealed class NaiveOnSqlite : IDisposable
    {
        private const string Pragmas =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA wal_autocheckpoint=4000; "
            + "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;";

        private readonly SqliteConnection connection;
        private readonly SqliteCommand begin;
        private readonly SqliteCommand take;
        private readonly SqliteCommand insert;
        private readonly SqliteCommand commit;
        private readonly SemaphoreSlim writer = new(1);
        private long number;

        public NaiveOnSqlite(string path)
        {
            connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
            connection.Open();
            using (var pragmas = Command(Pragmas))
            {
                pragmas.ExecuteNonQuery();
            }

            begin = Command("BEGIN IMMEDIATE");
            take = Command(
                "UPDATE pool SET held = held + 1, version = version + 1 WHERE shop_id = 1 AND key = @key AND taken + held < total"
            );
            take.Parameters.AddWithValue("@key", HotPool.Key);
            insert = Command(
                "INSERT INTO claim (shop_id, id, version, pool_key, holder, part, quantity, returned, state, expires_at, created_at) "
                    + "VALUES (1, @id, 0, @key, @holder, '', 1, 0, 'Held', @expires, @at)"
            );
            insert.Parameters.AddWithValue("@key", HotPool.Key);
            foreach (var name in (string[])["@id", "@holder", "@expires", "@at"])
            {
                insert.Parameters.Add(new SqliteParameter(name, null));
            }

            commit = Command("COMMIT");
            take.Prepare();
            insert.Prepare();
        }

        public Task<double> PerSecond(int callers, int seconds) =>
            Bench.Callers.PerSecond(callers, TimeSpan.FromSeconds(seconds), _ => Claim());

        public void Dispose()
        {
            begin.Dispose();
            take.Dispose();
            insert.Dispose();
            commit.Dispose();
            connection.Dispose();
            writer.Dispose();
        }

        private async Task Claim()
        {
            await writer.WaitAsync().ConfigureAwait(false);
            try
            {
                var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
                insert.Parameters["@id"].Value = ++number;
                insert.Parameters["@holder"].Value = HotPool.Holder(number);
                insert.Parameters["@expires"].Value = at + 900_000;
                insert.Parameters["@at"].Value = at;
                begin.ExecuteNonQuery();
                if (take.ExecuteNonQuery() != 1 || insert.ExecuteNonQuery() != 1)
                {
                    throw new InvalidOperationException("A claim was not written.");
                }

                commit.ExecuteNonQuery();
            }
            finally
            {
                writer.Release();
            }
        }

        private SqliteCommand Command(string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            return command;
        }
    }
}
