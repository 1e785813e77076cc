using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Http;

namespace Banyan.Commerce.OrderDesk;

/// <summary>Shows staff an order in full: what every change of one order answers with.</summary>
internal sealed class StaffOrderDesk(GroupReads reads, IMemberLookup members, TimeProvider clock)
{
    /// <summary>The order after the change, or why it was refused.</summary>
    public async Task<IResult> Answer(StaffCaller caller, Result<Id> changed, Id id, CancellationToken cancellation) =>
        changed.IsOk ? await Show(caller, id, cancellation) : changed.Refusal.ToHttp();

    public async Task<IResult> Show(StaffCaller caller, Id id, CancellationToken cancellation)
    {
        if (await OrderFiles.Find(reads, caller.ShopId, id, null, cancellation) is not { } file)
        {
            return Refusal.NotFound.ToHttp();
        }

        var order = file.Order;
        Id?[] shown = [order.MemberId, order.Attribution.Bond?.SharerId, order.Attribution.LastTouch?.SharerId];
        var people = await members.People(caller.ShopId, [.. shown.OfType<Id>().Distinct()], cancellation);
        return Results.Ok(
            new ConsoleOrder(
                order.Id,
                order.No,
                order.State,
                OrderTexts.Of(order),
                order.Hold,
                Buyer.Of(order.MemberId, people),
                order.GoodsFen,
                order.DiscountFen,
                order.FreightFen,
                order.PayableFen,
                order.PaidFen,
                order.RefundedFen,
                order.RefundingFen,
                order.Quote,
                order.Delivery,
                order.Address,
                order.Remark,
                order.MerchantRemark,
                order.CreatedAt,
                order.PaidAt
            )
            {
                Version = order.Version,
                Flag = order.Flag,
                PayBefore = order.PayBefore,
                AutoReceiveAt = order.AutoReceiveAt,
                AfterSaleEndsAt = order.AfterSaleEndsAt,
                Invoice = InvoiceView.Of(order),
                Problem = OrderProblem.Of(order, file.Refunds, clock.GetUtcNow()),
                Lines = [.. file.Lines.Select(OrderLineView.Of)],
                Parts = [.. file.Parts.Select(part => PaymentPartView.Of(part, order))],
                Recipients = [.. file.Recipients.Select(recipient => RecipientView.Of(recipient, file))],
                Refunds = ConsoleRefund.Of(file.Refunds, people),
                Claims = [.. file.Claims.Select(ClaimView.Of)],
                Attribution = AttributionView.Of(order.Attribution, people),
                Timeline = OrderTimeline.Of(file, forStaff: true),
            }
        );
    }
}
