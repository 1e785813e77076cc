using Banyan.Commerce.Accounting.Contracts;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Accounting;

/// <summary>The books as owner and accountant read them: accounts, their balances, their statements. It writes nothing.</summary>
public sealed class AccountingModule : IModule
{
    /// <summary>What everybody needs who reads the books.</summary>
    internal const string Read = "books.read";

    internal const string Tag = "Accounting";

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<AccountNames>();
        services.AddScoped<StatementReader>();
        services.AddScoped<StatementDesk>();
        services.AddSingleton<IPostingSource, ReversalSource>();
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        ListAccounts.Map(api);
        GetStatement.Map(api);
        ExportStatement.Map(api);
    }
}
