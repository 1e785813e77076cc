namespace Banyan.Host;

/// <summary>Throws the demonstration away. Never touches a real shop's data.</summary>
internal static class Reset
{
    public static void DemoData(HostOptions options)
    {
        if (!options.Demo || options.Postgres is not null)
        {
            throw new StartupException(
                "--reset works for the demonstration on SQLite only. For PostgreSQL drop and create the database: nothing here deletes a server's data."
            );
        }

        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(options.SqliteFile + suffix);
        }
    }
}
