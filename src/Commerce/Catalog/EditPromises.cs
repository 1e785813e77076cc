using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Catalog;

/// <summary>What the shop is ready to promise; each product names those that hold for it.</summary>
public sealed record PromiseList(IReadOnlyList<string> Promises)
{
    internal const string Document = "service-promises";

    internal static readonly PromiseList Usual = new(["七天无理由退货", "48小时内发货", "正品保证", "坏单包赔"]);
}

internal static class EditPromises
{
    private const int MaxPromises = 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings/promises", Read)
            .RequirePermission("products.read")
            .WithName("GetPromises")
            .WithTags("Catalog")
            .Produces<PromiseList>();
        api.MapPut("/settings/promises", Write)
            .RequirePermission("products.write")
            .WithName("PutPromises")
            .WithTags("Catalog")
            .Produces<PromiseList>();
    }

    private static async Task<IResult> Read(StaffCaller caller, ShopDocuments documents, CancellationToken cancellation) =>
        Results.Ok((await documents.Read(caller.ShopId, PromiseList.Document, PromiseList.Usual, cancellation)).Document);

    private static async Task<IResult> Write(StaffCaller caller, PromiseList body, ShopDocuments documents, CancellationToken cancellation)
    {
        var check = Check
            .Body()
            .Count(body.Promises, 0, MaxPromises)
            .Each(body.Promises, (each, promise) => each.Text(promise, 1, CatalogLimits.Promise));
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var list = new PromiseList([.. body.Promises.Select(promise => promise.Trim()).Distinct(StringComparer.Ordinal)]);
        return (await documents.Write(caller.ShopId, PromiseList.Document, list, cancellation)).ToHttp();
    }
}
