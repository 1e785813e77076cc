using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>The buyer's invoice was issued: its number and where it is. Said again, it corrects what was said.</summary>
internal sealed class IssueInvoiceAct(Id orderId, IssuedInvoice body, StaffCaller caller, IReadOnlyList<IOrderParticipant> participants)
    : OrderAct<Id>(orderId, participants)
{
    private static readonly Refusal NotAsked = Refusal.Conflict(
        "invoice_not_requested",
        "买家没有申请发票",
        "The buyer did not ask for an invoice"
    );

    private static readonly Refusal NotPaid = Refusal.Conflict("not_paid_yet", "订单还没有付款", "This order is not paid yet");

    protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

    public override Result<Id> Decide(World world)
    {
        if (OrderIn(world) is not { } order)
        {
            return Refusal.NotFound;
        }

        if (order.Invoice is not { } invoice)
        {
            return NotAsked;
        }

        if (order.PaidAt is null)
        {
            return NotPaid;
        }

        var fileUrl = string.IsNullOrWhiteSpace(body.FileUrl) ? null : body.FileUrl.Trim();
        var issued = invoice with { Number = body.Number.Trim(), FileUrl = fileUrl, IssuedAt = At };
        world.Put(order with { Invoice = issued, InvoiceState = InvoiceState.Issued });
        OrderEdits.Note(world, order, caller, (OrderEditKind.InvoiceIssued, $"发票号 {issued.Number}", At));
        return order.Id;
    }
}
