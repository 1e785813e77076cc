using Banyan.Engines.Storage;
using Banyan.Testing;
using Npgsql;

namespace Banyan.Engines.Tests.Commit;

/// <summary>What a server says of a transaction after it has lost it.</summary>
public class CrashTests
{
    private const int MaxTransactions = 50;
    private const string Insert = "INSERT INTO t VALUES (1) RETURNING pg_current_xact_id()::text";

    [Fact]
    public async Task A_transaction_lost_in_a_crash_is_not_taken_for_the_one_that_has_its_number_now()
    {
        await using var fixture = await EngineFixture.Create(Database.Postgres);
        using var server = Server();
        var (number, name) = await Unfinished(server, fixture);
        server.Stop("immediate");
        server.Start();
        (await Ask(server, fixture, name)).ShouldBe(TransactionOutcome.RolledBack);
        await using var connection = await Open(server);
        await CommitUntil(connection, number);
        (await Ask(server, fixture, name)).ShouldBe(TransactionOutcome.Lost);
    }

    [Fact]
    public async Task A_promoted_replica_does_not_vouch_for_what_only_the_primary_knew()
    {
        await using var fixture = await EngineFixture.Create(Database.Postgres);
        using var primary = Server();
        using var replica = primary.MakeReplica();
        var (number, name) = await Unfinished(primary, fixture);
        primary.Stop("immediate");
        replica.Promote();
        (await Ask(replica, fixture, name)).ShouldBe(TransactionOutcome.RolledBack);
        await using var connection = await Open(replica);
        await CommitUntil(connection, number);
        (await Ask(replica, fixture, name)).ShouldBe(TransactionOutcome.Lost);
    }

    /// <summary>Writes its log late, so that a crash loses something.</summary>
    private static PostgresServer Server()
    {
        var server = PostgresServer.Make();
        server.Execute("ALTER SYSTEM SET wal_writer_delay = '10s'");
        server.Execute("SELECT pg_reload_conf()");
        server.Execute("CREATE TABLE t (i integer)");
        return server;
    }

    private static async Task<(string Number, string Name)> Unfinished(PostgresServer server, EngineFixture fixture)
    {
        var connection = await Open(server);
        var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand(Insert, connection, transaction);
        var number = (string)(await insert.ExecuteScalarAsync())!;
        await using var naming = new NpgsqlCommand(fixture.Get<ISqlDialect>().TransactionName, connection, transaction);
        var name = (string)(await naming.ExecuteScalarAsync())!;
        (await Ask(server, fixture, name)).ShouldBe(TransactionOutcome.Open);
        return (number, name);
    }

    private static async Task CommitUntil(NpgsqlConnection connection, string number)
    {
        for (var i = 0; i < MaxTransactions; i++)
        {
            await using var insert = new NpgsqlCommand(Insert, connection);
            if ((string?)await insert.ExecuteScalarAsync() == number)
            {
                return;
            }
        }

        Assert.Fail($"The number {number} was not given again, so this test shows nothing.");
    }

    private static async Task<TransactionOutcome> Ask(PostgresServer server, EngineFixture fixture, string name)
    {
        await using var connection = await Open(server);
        return fixture.Get<ISqlDialect>().OutcomeOf(connection, name);
    }

    private static async Task<NpgsqlConnection> Open(PostgresServer server)
    {
        var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
