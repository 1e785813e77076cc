using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Pricing;

public sealed class PricingModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IQuotes, Quotes>();
        services.AddSingleton<Balances>();
    }

    public void MapShop(IEndpointRouteBuilder api) => GetQuote.Map(api);

    public void MapConsole(IEndpointRouteBuilder api) => TestPrice.Map(api);
}
