namespace Banyan.Testing;

/// <summary>
/// The PostgreSQL that tests share, made once per test process and removed at its end.
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

        var server = PostgresServer.Make();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server.ConnectionString;
    }
}
