using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk.Books;

/// <summary>What an order says was paid, refunded and is being refunded is what its payments and refunds add up to.</summary>
internal sealed class OrdersEqualPayments : IBookCheck
{
    public string Name => "orders-equal-payments";

    public string LabelZh => "订单金额与收款、退款一致";

    public string LabelEn => "Orders equal their payments and refunds";

    public bool FollowsChanges => true;

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var payments = db.Set<Payment>().Where(payment => payment.Use == PaymentUse.Applied);
        var refunds = db.Set<Refund>().Where(refund => refund.Kind != RefundKind.ReturnedPayment);
        var wrong = await db.TouchedWithin(scope)
            .Select(order => new
            {
                order.ShopId,
                order.Id,
                order.No,
                Paid = (long)(object)order.PaidFen,
                Tenders = order.PaidAt == null ? 0L : (long)(object)order.TenderFen,
                Refunded = (long)(object)order.RefundedFen,
                Refunding = (long)(object)order.RefundingFen,
                Received = payments
                    .Where(payment => payment.ShopId == order.ShopId && payment.OrderId == order.Id)
                    .Sum(payment => (long)(object)payment.AmountFen),
                GivenBack = refunds
                    .Where(refund => refund.ShopId == order.ShopId && refund.OrderId == order.Id && refund.State == RefundState.Succeeded)
                    .Sum(refund => (long)(object)refund.AmountFen),
                OnTheWay = refunds
                    .Where(refund =>
                        refund.ShopId == order.ShopId
                        && refund.OrderId == order.Id
                        && (refund.State == RefundState.Accepted || refund.State == RefundState.Abnormal)
                    )
                    .Sum(refund => (long)(object)refund.AmountFen),
            })
            .Where(row => row.Paid != row.Received + row.Tenders || row.Refunded != row.GivenBack || row.Refunding != row.OnTheWay)
            .OrderBy(row => row.Id)
            .Take(Doctor.MaxDifferences)
            .ToListAsync(cancellation);
        return new CheckFindings(
            await db.TouchedWithin(scope).LongCountAsync(cancellation),
            [
                .. wrong.Select(row =>
                    $"shop {row.ShopId} order {row.No}: paid {row.Paid} of payments {row.Received} and balances {row.Tenders}, refunded {row.Refunded} of refunds "
                    + $"{row.GivenBack}, refunding {row.Refunding} of {row.OnTheWay}"
                ),
            ]
        );
    }
}
