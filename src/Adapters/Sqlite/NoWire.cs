using Banyan.Engines.Storage;

namespace Banyan.Adapters.Sqlite;

/// <summary>A SQLite file has one process: there is nobody else to tell.</summary>
internal sealed class NoWire : ISignalWire
{
    public Task Send(string topic, CancellationToken cancellation) => Task.CompletedTask;
}
