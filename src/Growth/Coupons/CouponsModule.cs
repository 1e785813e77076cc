using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Modules;
using Banyan.Growth.Coupons.Books;
using Banyan.Growth.Rewards.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Coupons;

/// <summary>Coupons: issued, taken, used by orders, returned with refunds.</summary>
public sealed class CouponsModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<CouponGiving>();
        services.AddSingleton<IRewardHandler>(provider => provider.GetRequiredService<CouponGiving>());
        services.AddSingleton<IPriceRuleSource, CouponPrices>();
        services.AddSingleton<IOrderParticipant, OrderCoupons>();
        services.AddSingleton<IBookCheck, CouponsFollowOrders>();
        services.AddScoped<CouponDesk>();
        services.AddScoped<CouponWriter>();
    }

    public void MapShop(IEndpointRouteBuilder api) => MemberCoupons.Map(api);

    public void MapConsole(IEndpointRouteBuilder api) => StaffCoupons.Map(api);
}
