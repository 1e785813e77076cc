using Banyan.Commerce.Freight.Contracts;
using Banyan.Engines.Modules;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Freight;

/// <summary>What sending costs.</summary>
public sealed class FreightModule : IModule
{
    public void AddServices(IServiceCollection services) => services.AddSingleton<IFreightTemplates, FreightTemplates>();

    public void MapConsole(IEndpointRouteBuilder api) => EditFreight.Map(api);
}

/// <summary>One statement for all prices that are asked for at the same time.</summary>
internal sealed class FreightTemplates(GroupReads reads) : IFreightTemplates
{
    private static readonly GroupRead<Id, FreightTemplate> ById = new(
        async (db, ids, cancellation) =>
            await db.Set<FreightTemplate>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation)
    );

    public Task<IReadOnlyDictionary<Id, FreightTemplate>> Find(Id shopId, IReadOnlyCollection<Id> ids, CancellationToken cancellation) =>
        reads.FindAll(ById, shopId, ids, cancellation);
}
