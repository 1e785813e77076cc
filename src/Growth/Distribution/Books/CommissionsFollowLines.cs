using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Growth.Distribution.Books;

/// <summary>
/// What stands of every commission is exactly what its frozen rate gives for what stands of its line, whatever refunds came in which order;
/// and the ledger says that the shop spent just that.
/// </summary>
internal sealed class CommissionsFollowLines : IBookCheck
{
    private const int MaxLines = 5_000;

    public string Name => "commissions-follow-lines";

    public string LabelZh => "佣金等于冻结比例乘未退款实付";

    public string LabelEn => "Commissions follow what stands of their lines";

    public bool FollowsChanges => true;

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var differences = new List<string>();
        var rows = 0L;
        var (shop, line) = (new Id(-1), Id.None);
        while (differences.Count < Doctor.MaxDifferences)
        {
            var lines = await NextLines(db, scope, (shop, line), cancellation).ConfigureAwait(false);
            if (lines.Count == 0)
            {
                break;
            }

            (shop, line) = (lines[^1].ShopId, lines[^1].Id);
            var ids = lines.Select(each => each.Id).ToList();
            var commissions = (
                await db.Set<Commission>()
                    .Within(scope)
                    .Where(row => ids.Contains(row.LineId) && row.State != CommissionState.Promised)
                    .ToListAsync(cancellation)
                    .ConfigureAwait(false)
            ).ToLookup(row => (row.ShopId, row.LineId));
            rows += commissions.Sum(group => group.Count());
            differences.AddRange(lines.SelectMany(each => Wrong(each, [.. commissions[(each.ShopId, each.Id)].OrderBy(row => row.Role)])));
        }

        // A sum over everything says nothing about what was touched.
        if (scope.Since is null)
        {
            differences.AddRange(await LedgerDiffers(db, scope, cancellation).ConfigureAwait(false));
        }

        return new CheckFindings(rows, [.. differences.Take(Doctor.MaxDifferences)]);
    }

    private static async Task<List<OrderLine>> NextLines(
        BanyanDb db,
        CheckScope scope,
        (Id Shop, Id Line) after,
        CancellationToken cancellation
    )
    {
        var commissions = Touched(db, scope);
        return await db.Set<OrderLine>()
            .Within(scope)
            .Where(row => row.ShopId > after.Shop || (row.ShopId == after.Shop && row.Id > after.Line))
            .Where(row => commissions.Any(one => one.ShopId == row.ShopId && one.LineId == row.Id))
            .OrderBy(row => row.ShopId)
            .ThenBy(row => row.Id)
            .Take(MaxLines)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
    }

    private static IQueryable<Commission> Touched(BanyanDb db, CheckScope scope)
    {
        var commissions = db.Set<Commission>().Within(scope);
        if (scope.Since is not { } since)
        {
            return commissions;
        }

        var refunded = db.Set<Refund>()
            .Within(scope)
            .Where(refund => refund.CreatedAt >= since || refund.AcceptedAt >= since || refund.FinishedAt >= since)
            .Select(refund => refund.OrderId);
        return commissions.Where(row => row.CreatedAt >= since || row.MaturedAt >= since || refunded.Contains(row.OrderId));
    }

    private static IEnumerable<string> Wrong(OrderLine line, IReadOnlyList<Commission> payees)
    {
        if (payees.Count == 0)
        {
            yield break;
        }

        var stands = CommissionMath.Standing(
            [.. payees.Select(row => row.Rate)],
            line.BaseOf(line.PayableFen - line.RefundedFen),
            line.Quantity - line.RefundedQuantity,
            payees[0].CapPpm
        );
        for (var i = 0; i < payees.Count; i++)
        {
            if (payees[i].AmountFen != stands[i])
            {
                yield return $"shop {line.ShopId} commission {payees[i].Id} of line {line.Id}: {payees[i].AmountFen}, its line gives {stands[i]}";
            }
        }
    }

    private static async Task<IEnumerable<string>> LedgerDiffers(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var account = AccountKey.ShopCommission.Key;
        var spent = await db.Set<Posting>()
            .Within(scope)
            .Where(posting => posting.FromAccount == account || posting.ToAccount == account)
            .GroupBy(posting => posting.ShopId)
            .Select(group => new
            {
                Shop = group.Key,
                Sum = group.Sum(posting => posting.FromAccount == account ? posting.Amount : -posting.Amount),
            })
            .ToDictionaryAsync(row => row.Shop, row => row.Sum, cancellation)
            .ConfigureAwait(false);
        var stands = await db.Set<Commission>()
            .Within(scope)
            .GroupBy(row => row.ShopId)
            .Select(group => new { Shop = group.Key, Sum = group.Sum(row => (long)(object)row.AmountFen) })
            .ToDictionaryAsync(row => row.Shop, row => row.Sum, cancellation)
            .ConfigureAwait(false);
        return spent
            .Keys.Union(stands.Keys)
            .Where(shop => spent.GetValueOrDefault(shop) != stands.GetValueOrDefault(shop))
            .Select(shop =>
                $"shop {shop}: commissions in the ledger {spent.GetValueOrDefault(shop)}, standing {stands.GetValueOrDefault(shop)}"
            );
    }
}
