using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Banyan.Migrations.Postgres;

/// <summary>Used by dotnet-ef alone, to write migrations.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<BanyanDb>
{
    public BanyanDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<BanyanDb>().UseNpgsql(
            "Host=design",
            npgsql => npgsql.MigrationsAssembly("Banyan.Migrations.Postgres")
        );
        ModelAssemblies.All.AddTo(options);
        return new BanyanDb(options.Options);
    }
}
