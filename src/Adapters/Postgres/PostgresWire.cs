using Banyan.Adapters.Storage;
using Banyan.Engines.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Banyan.Adapters.Postgres;

/// <summary>Sends by NOTIFY.</summary>
internal sealed class PostgresWire(StorageOptions storage, ILogger<PostgresWire> log) : ISignalWire
{
    public const string Channel = "banyan";

    public async Task Send(string topic, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(storage.ConnectionString);
            await connection.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
            command.Parameters.Add(new NpgsqlParameter { Value = Channel });
            command.Parameters.Add(new NpgsqlParameter { Value = topic });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (NpgsqlException exception)
        {
            log.LogWarning("Other nodes were not told of {Topic} and will see it within half a minute: {Reason}", topic, exception.Message);
        }
    }
}

/// <summary>Listens on a connection of its own; after a break everything kept in memory is forgotten.</summary>
internal sealed class PostgresListener(StorageOptions storage, Signals signals, ILogger<PostgresListener> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                log.LogWarning("The wire to the other nodes is broken: {Reason}", exception.Message);
            }

            await Task.Delay(Rest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(storage.ConnectionString) { Pooling = false, KeepAlive = 15 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, message) => signals.Hear(message.Payload);
        await connection.OpenAsync(cancellation);
        await using (var command = new NpgsqlCommand("LISTEN " + PostgresWire.Channel, connection))
        {
            await command.ExecuteNonQueryAsync(cancellation);
        }

        signals.ForgetEverything();
        while (true)
        {
            await connection.WaitAsync(cancellation);
        }
    }
}
