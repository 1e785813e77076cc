using System.Diagnostics;
using Npgsql;

namespace Banyan.Testing;

/// <summary>
/// A PostgreSQL server of our own on loopback, from Debian's package, in a temporary folder that goes when it is disposed.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly string Bin = FindBin();
    private readonly string folder;
    private readonly string data;

    private PostgresServer(string folder)
    {
        this.folder = folder;
        data = Path.Combine(folder, "data");
        Port = FreePorts.Next();
    }

    public int Port { get; }

    /// <summary>Connection string to the maintenance database.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Username = "postgres",
            Database = "postgres",
        }.ConnectionString;

    /// <summary>Connection string to a database of its own.</summary>
    public string To(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, MaxPoolSize = 40 }.ConnectionString;

    /// <summary>Connection string to a database on whichever of two servers takes writes.</summary>
    public static string Either(string database, PostgresServer one, PostgresServer other) =>
        new NpgsqlConnectionStringBuilder(one.To(database))
        {
            Host = $"127.0.0.1:{one.Port},127.0.0.1:{other.Port}",
            TargetSessionAttributes = "read-write",
            HostRecheckSeconds = 2,
        }.ConnectionString;

    /// <summary>A new one, running.</summary>
    public static PostgresServer Make()
    {
        var server = Empty();
        AsPostgres($"{Bin}/initdb -D {server.data} -U postgres --auth=trust --no-sync -E UTF8 --locale=C >/dev/null");
        server.Start();
        return server;
    }

    /// <summary>
    /// A streaming copy of this server, running. Every commit here waits for it from now on; a promoted copy waits for nobody.
    /// </summary>
    public PostgresServer MakeReplica()
    {
        var replica = Empty();
        AsPostgres($"{Bin}/pg_basebackup -h 127.0.0.1 -p {Port} -U postgres -D {replica.data} -R -X stream --checkpoint=fast");
        replica.Start();
        Execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
        Execute("SELECT pg_reload_conf()");
        return replica;
    }

    public void Start()
    {
        var settings = $"-p {Port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=128MB";
        AsPostgres($"{Bin}/pg_ctl -D {data} -w -o \"{settings}\" -l {folder}/log start >/dev/null");
    }

    /// <param name="mode">fast: sessions are ended; immediate: as if the machine had crashed.</param>
    public void Stop(string mode) => AsPostgres($"{Bin}/pg_ctl -D {data} -w -m {mode} stop >/dev/null");

    public void Promote() => AsPostgres($"{Bin}/pg_ctl -D {data} -w promote >/dev/null");

    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (File.Exists(Path.Combine(data, "postmaster.pid")))
        {
            Stop("immediate");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static PostgresServer Empty()
    {
        var folder = Directory.CreateTempSubdirectory("banyan-pg-").FullName;
        if (Environment.UserName == "root")
        {
            Run("chown", "postgres", folder);
        }

        return new PostgresServer(folder);
    }

    private static string FindBin()
    {
        var version =
            Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql");
        return Path.Combine(version, "bin");
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static void AsPostgres(string command)
    {
        if (Environment.UserName == "root")
        {
            Run("runuser", "-u", "postgres", "--", "sh", "-c", command);
        }
        else
        {
            Run("sh", "-c", command);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = "/",
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error.Result}");
        }
    }
}
