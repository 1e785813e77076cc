using Banyan.Engines.Storage;

namespace Banyan;

/// <summary>Every assembly that describes tables.</summary>
public static class ModelAssemblies
{
    public static readonly ModelSources All = new([
        typeof(BanyanDb).Assembly,
        typeof(Commerce.Orders.Contracts.Order).Assembly,
        typeof(ModelAssemblies).Assembly,
    ]);
}
