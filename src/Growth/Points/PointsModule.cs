using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Modules;
using Banyan.Growth.Points.Books;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Points;

/// <summary>Points: earned by orders, used at the checkout.</summary>
public sealed class PointsModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PointFacts>();
        services.AddSingleton<IPriceRuleSource>(provider => provider.GetRequiredService<PointFacts>());
        services.AddSingleton<IOrderParticipant, OrderPoints>();
        services.AddSingleton<IPostingSource, PointsSource>();
        services.AddSingleton<IBookCheck, PointsFollowLines>();
    }

    public void MapConsole(IEndpointRouteBuilder api) => PointSettings.Map(api);
}
