using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.OrderDesk.Books;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.OrderDesk;

/// <summary>Orders as members and staff see them: what orders, payments and after-sales know, on one page.</summary>
public sealed class OrderDeskModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<IMemberOrders, OrderSums>();
        services.AddSingleton<StaffOrderDesk>();
        services.AddScoped<StaffOrderSearch>();
        services.AddScoped<ExportOrders>();
        services.AddSingleton<IOrderParticipant, SoldCounts>();
        services.AddSingleton<IJobHandler, CountSales>();
        services.AddSingleton<IBookCheck, OrdersAddUp>();
        services.AddSingleton<IBookCheck, OrdersEqualPayments>();
        services.AddSingleton<IBookCheck, CashEqualsPayments>();
        services.AddSingleton<IBookCheck, ClaimsFollowOrders>();
    }

    public void MapShop(IEndpointRouteBuilder api)
    {
        MemberOrders.Map(api);
        BuyAgain.Map(api);
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        ListStaffOrders.Map(api);
        ExportOrders.Map(api);
        ShippingFile.Map(api);
        ShipOrders.Map(api);
        PrintSlips.Map(api);
        StaffOrders.Map(api);
    }
}
