using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.AfterSales.Books;
using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.AfterSales;

/// <summary>Giving money back.</summary>
public sealed class AfterSalesModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Refunds>();
        services.AddSingleton<IRefunds>(provider => provider.GetRequiredService<Refunds>());
        services.AddSingleton<IRefundOutcome>(provider => provider.GetRequiredService<Refunds>());
        services.AddSingleton<IOrderRefunds>(provider => provider.GetRequiredService<Refunds>());
        services.AddSingleton<FindRefundOptions>();
        services.AddScoped<RefundDesk>();
        services.AddSingleton<IDeadlineSource, RefundDeadlines>();
        services.AddSingleton<IJobHandler, SendRefund>();
        services.AddSingleton<IJobHandler, ReturnPayment>();
        services.AddSingleton<IPostingSource, RefundSource>();
        services.AddSingleton<IBookCheck, OrdersKnowAfterSales>();
    }

    public void MapShop(IEndpointRouteBuilder api) => MemberRefunds.Map(api);

    public void MapConsole(IEndpointRouteBuilder api) => StaffRefunds.Map(api);

    public void MapRoot(IEndpointRouteBuilder site) => RefundNotifications.Map(site);
}
