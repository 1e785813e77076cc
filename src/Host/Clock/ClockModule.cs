using Banyan.Engines.Modules;

namespace Banyan.Host.Clock;

internal sealed class ClockModule : IModule
{
    public void AddServices(IServiceCollection services) => services.AddSingleton<AdvanceClock>();

    public void MapConsole(IEndpointRouteBuilder api) => AdvanceClock.Map(api);
}
