using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Modules;
using Banyan.Host.Demo;
using Banyan.Host.Demo.Pictures;

namespace Banyan.Host;

/// <summary>Says whether this is a demonstration, and whom a visitor may play.</summary>
internal sealed class DemoStage(Installation installation) : IDemoStage
{
    public bool IsDemo => installation.IsDemo;

    public IReadOnlyList<Persona> PersonasOf(ShopName shop) =>
        installation.IsDemo && shop.Slug == DemoContent.Shops.Main.Slug
            ?
            [
                .. DemoContent.People.Personas.Select(
                    (persona, number) =>
                        new Persona("persona:" + persona.Name, persona.Name, DemoFiles.UrlOf(PictureSet.Avatar(number)), persona.About)
                ),
            ]
            : [];
}
