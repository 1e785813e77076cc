using Banyan.Commerce.Members;
using Banyan.Commerce.Shops;
using Banyan.Commerce.Staff;
using Banyan.Engines.Modules;
using Banyan.Host.Clock;
using Banyan.Host.Demo;
using Banyan.Host.Upkeep;

namespace Banyan.Host;

/// <summary>Everything the product is made of, one line each.</summary>
internal static class Modules
{
    public static readonly IReadOnlyList<IModule> All =
    [
        new ShopsModule(),
        new StaffModule(),
        new MembersModule(),
        new ClockModule(),
        new UpkeepModule(),
        new DemoFiles(),
    ];
}
