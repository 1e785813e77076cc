using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Banyan.Growth.Sharing.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Sharing;

/// <summary>Shares, their openings, and the bonds that follow. Needs an <see cref="IShareCodePictures"/>.</summary>
public sealed class SharingModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Arrivals>();
        services.AddSingleton<IShares, Shares>();
        services.AddSingleton<ShareEndpoints.PictureCache>();
        services.AddScoped<TreeFacts>();
        services.AddSingleton<IMemberParticipant, BondOnRegister>();
        services.AddSingleton<IOrderParticipant, BondOnFirstPaid>();
        services.AddSingleton<IJobHandler, BondFirstPaid>();
    }

    public void MapShop(IEndpointRouteBuilder api) => ShareEndpoints.Map(api);

    public void MapConsole(IEndpointRouteBuilder api) => StaffBonds.Map(api);
}
