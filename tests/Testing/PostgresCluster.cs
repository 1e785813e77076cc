using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Banyan.Testing;

/// <summary>
/// A PostgreSQL cluster of our own on loopback, made once per test process from Debian's package and removed at its end.
/// BANYAN_TEST_POSTGRES may name a running one instead (./test starts one for all suites).
/// </summary>
public static class PostgresCluster
{
    private static readonly Lazy<string> Started = new(Start, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Connection string to the maintenance database of the cluster.</summary>
    public static string ConnectionString => Started.Value;

    private static string Start()
    {
        var given = Environment.GetEnvironmentVariable("BANYAN_TEST_POSTGRES");
        if (!string.IsNullOrEmpty(given))
        {
            return given;
        }

        var bin =
            Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql");
        var folder = Directory.CreateTempSubdirectory("banyan-pg-").FullName;
        var port = FreePort();
        if (Environment.UserName == "root")
        {
            Run("chown", "postgres", folder);
        }

        var data = Path.Combine(folder, "data");
        AsPostgres($"{bin}/bin/initdb -D {data} -U postgres --auth=trust --no-sync -E UTF8 --locale=C >/dev/null");
        var settings = $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=128MB";
        AsPostgres($"{bin}/bin/pg_ctl -D {data} -w -o \"{settings}\" -l {folder}/log start >/dev/null");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            AsPostgres($"{bin}/bin/pg_ctl -D {data} -m immediate stop >/dev/null");
            Directory.Delete(folder, recursive: true);
        };
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "postgres",
            Database = "postgres",
        }.ConnectionString;
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
