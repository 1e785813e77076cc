using Banyan.Host;
using Banyan.Testing;
using Npgsql;

namespace Banyan.Bench.Shop;

/// <summary>A data directory and a database of its own, for a Host in this process and for one in a process of its own.</summary>
internal sealed class Premises : IAsyncDisposable
{
    private static readonly TimeSpan DoctorPatience = TimeSpan.FromMinutes(5);
    private readonly TestDatabase? postgres;

    private Premises(TestDatabase? postgres) => this.postgres = postgres;

    public string Folder { get; } = Directory.CreateTempSubdirectory("banyan-bench-").FullName;

    public Database Kind => postgres is null ? Database.Sqlite : Database.Postgres;

    /// <summary>Null on SQLite. Without the small pool that tests make do with.</summary>
    public string? Postgres =>
        postgres is null
            ? null
            : new NpgsqlConnectionStringBuilder(postgres.Options.ConnectionString) { MaxPoolSize = 100 }.ConnectionString;

    public HostOptions Options =>
        new()
        {
            Demo = false,
            Port = Server.FreePort(),
            DataDirectory = Folder,
            Postgres = Postgres,
        };

    public static async Task<Premises> Open(Database kind) =>
        new(kind == Database.Postgres ? await TestDatabase.Create(kind).ConfigureAwait(false) : null);

    /// <summary>The product as it is delivered: its own process, its own settings.</summary>
    public Task<Server> Serve()
    {
        var port = Server.FreePort();
        return Server.Start(port, Arguments("serve", ["--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)]));
    }

    /// <summary>Load that left the books wrong would be no measurement.</summary>
    public Task ExamineBooks() => Commands.Run(DoctorPatience, "dotnet", Arguments("doctor", []));

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await postgres.DisposeAsync().ConfigureAwait(false);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private List<string> Arguments(string verb, IEnumerable<string> more) =>
        [SourceTree.Host, verb, "--no-demo", "--data", Folder, .. Postgres is null ? [] : (string[])["--db", Postgres], .. more];
}
