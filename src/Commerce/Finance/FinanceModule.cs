using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Finance;

/// <summary>The shop's days in figures, and whether the channel says the same of them.</summary>
public sealed class FinanceModule : IModule
{
    internal const string Read = "books.read";

    internal const string Settle = "books.settle";

    internal const string Tag = "Finance";

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<DayLedger>();
        services.AddSingleton<BillChecker>();
        services.AddSingleton(CheckYesterday.EveryMorning);
        services.AddSingleton<IJobHandler, CheckYesterday>();
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        GetFinanceDays.Map(api);
        StaffBills.Map(api);
    }
}
