using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Wallet.Contracts;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Wallet;

/// <summary>What members have with the shop: stored value, red packets, points, growth.</summary>
public sealed class WalletModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        foreach (var tender in WalletAccounts.Tenders)
        {
            services.AddSingleton(tender);
        }

        services.AddScoped<WalletDesk>();
        services.AddSingleton<IPostingSource, WalletCorrectionSource>();
    }

    public void MapShop(IEndpointRouteBuilder api) => ShowWallet.MapShop(api);

    public void MapConsole(IEndpointRouteBuilder api)
    {
        ShowWallet.MapConsole(api);
        CorrectWallet.Map(api);
    }
}
