using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Orders;

/// <summary>The life of an order but for money: placing, shipping, receiving, completing.</summary>
public sealed class OrderModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Destinations>();
        services.AddScoped<PlaceOrder>();
        services.AddScoped<IPlaceOrder>(provider => provider.GetRequiredService<PlaceOrder>());
        services.AddSingleton<IOrderHolds, OrderHolds>();
        services.AddSingleton<IOrderSteps, OrderSteps>();
        services.AddSingleton<IDeadlineSource, OrderDeadlines>();
    }
}
