using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Http;
using Banyan.Engines.Modules;
using Banyan.Growth.Distribution.Books;
using Banyan.Growth.Distribution.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Distribution;

/// <summary>Distributors and their commissions.</summary>
public sealed class DistributionModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<DistributionFacts>();
        services.AddSingleton<IMemberStanding>(provider => provider.GetRequiredService<DistributionFacts>());
        services.AddSingleton<IAttributionSource, OrderAttribution>();
        services.AddSingleton<IOrderParticipant, OrderCommissions>();
        services.AddSingleton<IDistributors, Distributors>();
        services.AddSingleton<IProductAddOns, CommissionAddOn>();
        services.AddSingleton<IViewerClasses, DistributorClass>();
        services.AddScoped<CommissionReader>();
        services.AddScoped<CommissionDesk>();
        services.AddScoped<CenterReader>();
        services.AddScoped<DistributorReader>();
        services.AddSingleton<IBookCheck, CommissionsFollowLines>();
        services.AddSingleton<IPostingSource, CommissionSource>();
    }

    public void MapShop(IEndpointRouteBuilder api) => MemberDistribution.Map(api);

    public void MapConsole(IEndpointRouteBuilder api) => StaffDistribution.Map(api);
}
