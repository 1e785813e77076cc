using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Banyan.Migrations.Sqlite;

/// <summary>Used by dotnet-ef alone, to write migrations.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<BanyanDb>
{
    public BanyanDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<BanyanDb>().UseSqlite(
            "Data Source=design.db",
            sqlite => sqlite.MigrationsAssembly("Banyan.Migrations.Sqlite")
        );
        ModelAssemblies.All.AddTo(options);
        return new BanyanDb(options.Options);
    }
}
