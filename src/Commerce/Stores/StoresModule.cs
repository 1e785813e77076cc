using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Stores.Contracts;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Stores;

/// <summary>Stores on the street, orders fetched there, and the counter where codes are redeemed.</summary>
public sealed class StoresModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SaveStore>();
        services.AddSingleton<IPickupPlaces, PickupPlaces>();
        services.AddSingleton<IOrderParticipant, PickupCodes>();
        services.AddSingleton<IRedeemable, PickupOrders>();
        services.AddSingleton<WrongCodes>();
        services.AddSingleton<Counter>();
    }

    public void MapShop(IEndpointRouteBuilder api)
    {
        ListStores.Map(api);
        ShowPickupCode.Map(api);
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        StaffStores.Map(api);
        SaveStore.Map(api);
        RedeemCode.Map(api);
        ListRedemptions.Map(api);
    }
}
