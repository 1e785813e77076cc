using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Payments;

/// <summary>Taking money: prepaying, confirming, closing. Needs an <see cref="IPaymentChannel"/>.</summary>
public sealed class PaymentModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<IPaymentConfirmation, PaymentConfirmation>();
        services.AddSingleton<OpenPrepayments>();
        services.AddSingleton<IChangePrice, ChangePrice>();
        services.AddSingleton<CloseOrder>();
        services.AddSingleton<IDeadlineSource>(provider => provider.GetRequiredService<CloseOrder>());
        services.AddSingleton<ICancelOrder, CancelOrder>();
        services.AddSingleton<IJobHandler, CheckPayment>();
        services.AddSingleton<IPostingSource, PaymentSource>();
        services.AddSingleton<IPostingSource, BalanceSource>();
        services.AddSingleton<IOrderParticipant, BalancePayments>();
    }

    public void MapShop(IEndpointRouteBuilder api) => PayOrder.Map(api);

    public void MapRoot(IEndpointRouteBuilder site) => PaymentNotifications.Map(site);
}
