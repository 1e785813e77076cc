using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Catalog.Import;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Catalog;

/// <summary>Categories, products, SKUs and their prices; their stock is in pools.</summary>
public sealed class CatalogModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ISkuLookup, SkuLookup>();
        services.AddSingleton<CatalogReader>();
        services.AddSingleton<ICatalogReader>(provider => provider.GetRequiredService<CatalogReader>());
        services.AddSingleton<ICatalogEditor, CatalogEditor>();
        services.AddSingleton<IDeadlineSource, ShelfDeadlines>();
        services.AddSingleton<IJobHandler, WriteGoods>();
    }

    public void MapShop(IEndpointRouteBuilder api)
    {
        ShowGoods.Map(api);
        FindGoods.Map(api);
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        StaffCatalog.Map(api);
        StaffBrands.Map(api);
        StaffGroups.Map(api);
        EditPromises.Map(api);
        ShowPrices.Map(api);
        BatchEdit.Map(api);
        ImportGoods.Map(api);
        ImportRowsList.Map(api);
        ConfirmImport.Map(api);
        ExportGoods.Map(api);
    }
}
