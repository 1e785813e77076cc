using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Banyan.Growth.Campaigns.Books;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Campaigns;

/// <summary>Campaigns of every kind: their engine, their pages, their console.</summary>
public sealed class CampaignsModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        foreach (var kind in KindList.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<CampaignKinds>();
        services.AddSingleton<RunEngine>();
        services.AddSingleton<CampaignReads>();
        services.AddSingleton<IOfferSource, CampaignOffers>();
        services.AddSingleton<LiveCampaigns>();
        services.AddSingleton<PriceCampaigns>();
        services.AddSingleton<IPriceRuleSource>(provider => provider.GetRequiredService<PriceCampaigns>());
        services.AddSingleton<IProductAddOns, PriceLabels>();
        services.AddSingleton<IOrderParticipant, CampaignOrders>();
        services.AddSingleton<IDeadlineSource, RunDeadlines>();
        services.AddSingleton<IJobHandler, ReleaseOrderHold>();
        services.AddSingleton<IJobHandler, RefundOrder>();
        services.AddSingleton<IJobHandler, StopRuns>();
        services.AddSingleton<IBookCheck, SeatsEqualClaims>();
        services.AddSingleton<CampaignCards>();
        services.AddSingleton<ICampaignShowcase>(provider => provider.GetRequiredService<CampaignCards>());
        services.AddSingleton<IProductAddOns, CampaignAddOns>();
        services.AddScoped<CampaignPages>();
        services.AddSingleton<CampaignActs>();
        services.AddHttpContextAccessor();
        services.AddScoped<CampaignConsole>();
        services.AddScoped<IRunningCampaigns>(provider => provider.GetRequiredService<CampaignConsole>());
        services.AddScoped<CampaignDesk>();
        services.AddSingleton<Publishing>();
        services.AddSingleton<IBookCheck, TeamsHoldTogether>();
        services.AddSingleton<IPostingSource, GrantSource>();
    }

    public void MapShop(IEndpointRouteBuilder api)
    {
        ShowCampaigns.Map(api);
        ActOnCampaign.Map(api);
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        ListCampaignKinds.Map(api);
        ListCampaignsInConsole.Map(api);
        SaveCampaign.Map(api);
        PublishCampaign.Map(api);
        StopCampaign.Map(api);
        GetCampaignStatistics.Map(api);
        ListCampaignRuns.Map(api);
    }
}
