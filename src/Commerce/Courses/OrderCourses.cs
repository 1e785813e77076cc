using Banyan.Commerce.Courses.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Courses;

/// <summary>
/// Courses through an order's life: due when it is paid, closed while their price is on its way back, and gone when it is back.
/// </summary>
internal sealed class OrderCourses : IOrderParticipant
{
    public Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation) =>
        Task.FromResult<Result<object?>>((object?)null);

    public void Need(Stage stage, OrderEvent happening, World world, Needs needs)
    {
        if (stage == Stage.Run && happening is OrderRefundChanged && HasCourses(happening))
        {
            needs.Add(EntitlementRows.OfSubject, happening.ShopId, happening.Order.Id);
            needs.Add(EntitlementRows.OfMember, happening.ShopId, happening.Order.MemberId);
        }
    }

    public Refusal? On(OrderEvent happened, World world)
    {
        if (!HasCourses(happened))
        {
            return null;
        }

        if (happened is OrderPaid && world.One(OrderRows.ById, happened.ShopId, happened.Order.Id) is { } order)
        {
            world.Put(order with { DeliverAt = happened.At });
        }
        else if (happened is OrderRefundChanged)
        {
            Follow(happened, world);
        }

        return null;
    }

    /// <summary>What an entitlement is worth, from what its line says: the path there does not matter.</summary>
    public static EntitlementState StateOf(OrderLine line) =>
        IsBack(line, line.RefundedQuantity, line.RefundedFen) ? EntitlementState.Revoked
        : IsBack(line, line.RefundedQuantity + line.RefundingQuantity, line.RefundedFen + line.RefundingFen) ? EntitlementState.Suspended
        : EntitlementState.Active;

    private static bool IsBack(OrderLine line, int quantity, Fen amount) =>
        quantity == line.Quantity || (line.PayableFen > Fen.Zero && amount == line.PayableFen);

    private static void Follow(OrderEvent happened, World world)
    {
        foreach (var entitlement in world.Many(EntitlementRows.OfSubject, happened.ShopId, happened.Order.Id))
        {
            // What staff took back stays taken back.
            if (
                entitlement.State != EntitlementState.Revoked
                && happened.Lines.FirstOrDefault(line => line.Id == entitlement.LineId) is { } line
            )
            {
                Entitlements.Set(world, entitlement, StateOf(line), "已退款", happened.At);
            }
        }
    }

    private static bool HasCourses(OrderEvent happened) => happened.Lines.Any(line => line.CourseId is not null);
}
