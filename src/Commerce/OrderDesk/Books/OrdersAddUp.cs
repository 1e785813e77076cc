using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk.Books;

/// <summary>Σ lines + freight = payable, goods − discount + freight = payable, and payment parts ask for exactly that.</summary>
internal sealed class OrdersAddUp : IBookCheck
{
    public string Name => "orders-add-up";

    public string LabelZh => "订单行、运费与应付一致";

    public string LabelEn => "Orders are the sum of their lines";

    public bool FollowsChanges => true;

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var wrong = await db.TouchedWithin(scope)
            .Select(order => new
            {
                order.ShopId,
                order.Id,
                order.No,
                Goods = (long)(object)order.GoodsFen,
                Discount = (long)(object)order.DiscountFen,
                Freight = (long)(object)order.FreightFen,
                Payable = (long)(object)order.PayableFen,
                Tenders = (long)(object)order.TenderFen,
                Lines = db.Set<OrderLine>()
                    .Where(line => line.ShopId == order.ShopId && line.OrderId == order.Id)
                    .Sum(line => (long)(object)line.PayableFen),
                Parts = db.Set<PaymentPart>()
                    .Where(part => part.ShopId == order.ShopId && part.OrderId == order.Id && part.State != PaymentPartState.Replaced)
                    .Sum(part => (long)(object)part.AmountFen),
            })
            .Where(row =>
                row.Lines + row.Freight != row.Payable
                || row.Parts + row.Tenders != row.Payable
                || row.Goods - row.Discount + row.Freight != row.Payable
            )
            .OrderBy(row => row.Id)
            .Take(Doctor.MaxDifferences)
            .ToListAsync(cancellation);
        return new CheckFindings(
            await db.TouchedWithin(scope).LongCountAsync(cancellation),
            [
                .. wrong.Select(row =>
                    $"shop {row.ShopId} order {row.No}: payable {row.Payable}, lines {row.Lines} + freight {row.Freight}, parts {row.Parts} + balances {row.Tenders}, "
                    + $"goods {row.Goods}, discount {row.Discount}"
                ),
            ]
        );
    }
}
