using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Modules;

namespace Banyan.Host;

/// <summary>Says whether this is a demonstration, and whom a visitor may play.</summary>
internal sealed class DemoStage(Installation installation) : IDemoStage
{
    public bool IsDemo => installation.IsDemo;

    public IReadOnlyList<Persona> PersonasOf(ShopName shop) => [];
}
