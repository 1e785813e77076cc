using Banyan.Commerce.Courses.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Courses.Books;

/// <summary>Who paid for a course has it, and who got the money back has it no more.</summary>
internal sealed class EntitlementsFollowOrders : IBookCheck
{
    public string Name => "entitlements-follow-orders";

    public string LabelZh => "课程权益与订单一致";

    public string LabelEn => "Entitlements follow their orders";

    public async Task<CheckFindings> Check(BanyanDb db, CheckScope scope, CancellationToken cancellation)
    {
        var lines = db.Set<OrderLine>().Within(scope).Where(line => line.CourseId != null);
        var entitlements = db.Set<Entitlement>().Within(scope);
        var wrong = await (
            from line in lines
            join order in db.Set<Order>().Within(scope) on new { line.ShopId, line.OrderId } equals new { order.ShopId, OrderId = order.Id }
            let isBack = line.RefundedQuantity == line.Quantity || (line.PayableFen > Fen.Zero && line.RefundedFen == line.PayableFen)
            let known = entitlements.Count(one => one.ShopId == line.ShopId && one.LineId == line.Id)
            let standing = entitlements.Count(one =>
                one.ShopId == line.ShopId && one.LineId == line.Id && one.State != EntitlementState.Revoked
            )
            where
                (order.PaidAt == null && known > 0)
                || (isBack && standing > 0)
                || (order.PaidAt != null && order.DeliverAt == null && order.State != OrderState.Closed && !isBack && known == 0)
            orderby line.Id
            select new
            {
                line.ShopId,
                order.No,
                line.CourseId,
                isBack,
                standing,
                known,
            }
        )
            .Take(Doctor.MaxDifferences)
            .ToListAsync(cancellation);
        return new CheckFindings(
            await lines.LongCountAsync(cancellation),
            [
                .. wrong.Select(row =>
                    $"shop {row.ShopId} order {row.No} course {row.CourseId}: {row.standing} of {row.known} entitlements stand"
                    + (row.isBack ? ", the money is back" : "")
                ),
            ]
        );
    }
}
