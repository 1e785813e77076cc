using Banyan.Commerce.Catalog.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Catalog;

/// <param name="LowestFen">The lowest price asked in the last seven days: what a crossed-out price of today must not exceed.</param>
/// <param name="Changes">The newest first.</param>
public sealed record SkuPrices(
    Id SkuId,
    string SpecText,
    Fen PriceFen,
    Fen? CrossedPriceFen,
    Fen? LowestFen,
    IReadOnlyList<PriceEntry> Changes
);

/// <param name="CrossedBasis">What the crossed-out price was said to be.</param>
public sealed record PriceEntry(DateTimeOffset At, Fen? BeforeFen, Fen PriceFen, Fen? CrossedPriceFen, string? CrossedBasis, string Actor);

/// <param name="Problems">What is wrong with the crossed-out prices that were asked about.</param>
public sealed record PriceCheck(IReadOnlyList<PriceProblem> Problems);

/// <summary>What is wrong with a crossed-out price, what to do about it, and by which rule, for staff to read.</summary>
public sealed record PriceProblem(string Text, string Fix, string Source);

/// <param name="Skus">As they are about to be saved.</param>
public sealed record PriceCheckBody(IReadOnlyList<SkuInput> Skus, string? CrossedBasis);

/// <summary>What was asked for a product's SKUs when, and whether crossed-out prices would be true.</summary>
internal static class ShowPrices
{
    private const int MaxChanges = 500;
    private const string Tag = "Catalog";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/products/{id}/prices", Show)
            .RequirePermission("products.read")
            .WithName("GetPrices")
            .WithTags(Tag)
            .Produces<Page<SkuPrices>>();
        api.MapPost("/products/{id}/prices/check", Check)
            .RequirePermission("products.read")
            .WithName("CheckPrices")
            .WithTags(Tag)
            .Produces<PriceCheck>();
    }

    private static async Task<IResult> Show(StaffCaller caller, Id id, BanyanDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var skus = await db.Set<Sku>()
            .AsNoTracking()
            .Where(sku => sku.ProductId == id && !sku.IsRetired)
            .OrderBy(sku => sku.Position)
            .ToListAsync(cancellation);
        if (skus.Count == 0)
        {
            return Refusal.NotFound.ToHttp();
        }

        var history = await HistoryOf(db, [.. skus.Select(sku => sku.Id)], cancellation);
        var now = clock.GetUtcNow();
        var items = skus.Select(sku => new SkuPrices(
            sku.Id,
            sku.SpecText,
            sku.PriceFen,
            sku.CrossedPriceFen,
            PriceRules.LowestBefore([.. history[sku.Id]], now),
            [
                .. history[sku.Id]
                    .Select(change => new PriceEntry(
                        change.At,
                        change.BeforeFen,
                        change.PriceFen,
                        change.CrossedPriceFen,
                        change.CrossedBasis,
                        change.Actor
                    )),
            ]
        ));
        return Results.Ok(new Page<SkuPrices>([.. items], null));
    }

    private static async Task<IResult> Check(
        StaffCaller caller,
        Id id,
        PriceCheckBody body,
        BanyanDb db,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var stored = await db.Set<Sku>().AsNoTracking().Where(sku => sku.ProductId == id).ToDictionaryAsync(sku => sku.Id, cancellation);
        if (stored.Count == 0)
        {
            return Refusal.NotFound.ToHttp();
        }

        if (Engines.Http.Check.Body().Count(body.Skus, 1, CatalogLimits.Skus).Each(body.Skus, (_, _) => { }).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var history = await HistoryOf(db, stored.Keys, cancellation);
        var (basis, now) = (PriceRules.BasisOf(body.CrossedBasis), clock.GetUtcNow());
        return Results.Ok(
            new PriceCheck([
                .. body
                    .Skus.Where(sku => IsPriced(sku.Id is { } known ? stored.GetValueOrDefault(known) : null, sku))
                    .Select(sku => PriceRules.ProblemOf(sku, basis, [.. history[sku.Id ?? Id.None]], now))
                    .OfType<CrossedPriceProblem>()
                    .Select(problem => new PriceProblem(problem.Text, problem.Fix, CrossedPriceProblem.Source)),
            ])
        );
    }

    /// <summary>What stays as it is was judged when it was set.</summary>
    private static bool IsPriced(Sku? stored, SkuInput sku) =>
        stored is null || stored.PriceFen != sku.PriceFen || stored.CrossedPriceFen != sku.CrossedPriceFen;

    private static async Task<ILookup<Id, PriceChange>> HistoryOf(
        BanyanDb db,
        IReadOnlyCollection<Id> skuIds,
        CancellationToken cancellation
    ) =>
        (
            await db.Set<PriceChange>()
                .AsNoTracking()
                .Where(change => skuIds.Contains(change.SkuId))
                .OrderByDescending(change => change.Id)
                .Take(MaxChanges)
                .ToListAsync(cancellation)
        ).ToLookup(change => change.SkuId);
}
