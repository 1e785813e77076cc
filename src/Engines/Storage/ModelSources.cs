using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Engines.Storage;

/// <summary>
/// The assemblies whose entity configurations make up the model. Travels with the options, because a pooled context takes nothing else.
/// </summary>
public sealed class ModelSources(IReadOnlyList<Assembly> assemblies) : IDbContextOptionsExtension
{
    public IReadOnlyList<Assembly> Assemblies => assemblies;

    public DbContextOptionsExtensionInfo Info => new SourcesInfo(this);

    public void ApplyServices(IServiceCollection services) { }

    public void Validate(IDbContextOptions options) { }

    /// <summary>Makes contexts built with the options describe these assemblies' tables.</summary>
    public void AddTo(DbContextOptionsBuilder builder) => ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(this);

    private sealed class SourcesInfo(ModelSources sources) : DbContextOptionsExtensionInfo(sources)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is SourcesInfo that && that.Assemblies.SequenceEqual(Assemblies);

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["Banyan:Assemblies"] = Assemblies.Count.ToString(CultureInfo.InvariantCulture);

        private IReadOnlyList<Assembly> Assemblies => ((ModelSources)Extension).Assemblies;
    }
}
