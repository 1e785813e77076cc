using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>Which orders the console lists or exports.</summary>
/// <param name="State">A tab: unpaid, to_ship, shipped, received, completed, closed, after_sale, abnormal.</param>
/// <param name="Q">
/// An order number or its beginning, a tracking number, a receiver's or buyer's name, the receiver's phone number or its last four digits.
/// </param>
/// <param name="From">Placed at or after.</param>
/// <param name="To">Placed before.</param>
/// <param name="Goods">A part of the name of something ordered.</param>
/// <param name="Flag">With this flag.</param>
/// <param name="Invoice">With an invoice in this state.</param>
public sealed record StaffOrderQuery(
    string? State,
    string? Q,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Goods,
    Choice<OrderFlag>? Flag,
    Choice<InvoiceState>? Invoice
);

/// <summary>Finds the orders that staff ask for.</summary>
internal sealed class StaffOrderSearch(BanyanDb db, PhoneVault vault, TimeProvider clock)
{
    private const int TailDigits = 4;

    /// <summary>In no order yet.</summary>
    public async Task<IQueryable<Order>> Find(Id shopId, StaffOrderQuery query, CancellationToken cancellation)
    {
        var found = db.Set<Order>().AsNoTracking().InTab(db, query.State, clock.GetUtcNow());
        if (query.From is { } from)
        {
            found = found.Where(order => order.CreatedAt >= from);
        }

        if (query.To is { } to)
        {
            found = found.Where(order => order.CreatedAt < to);
        }

        if (query.Flag is { Value: var flag })
        {
            found = found.Where(order => order.Flag == flag);
        }

        if (query.Invoice is { Value: var invoice })
        {
            found = found.Where(order => order.InvoiceState == invoice);
        }

        if (query.Goods?.Trim() is { Length: > 0 } goods)
        {
            found = found.Where(order => db.Set<OrderLine>().Any(line => line.OrderId == order.Id && line.Name.Contains(goods)));
        }

        return query.Q?.Trim() is { Length: > 0 } text ? await Saying(found, shopId, text, cancellation) : found;
    }

    private async Task<IQueryable<Order>> Saying(IQueryable<Order> orders, Id shopId, string text, CancellationToken cancellation)
    {
        // A phone number is no order's number and nobody's name: the index alone answers.
        if (PhoneNumber.IsValid(text))
        {
            var index = await vault.IndexOf(shopId, text, cancellation);
            return orders.Where(order => order.ReceiverPhoneIndex == index);
        }

        var name = text.ToLowerInvariant();
        var buyers = db.Set<Member>().Where(member => member.NicknameSearch.Contains(name)).Select(member => member.Id);
        var tracked = db.Set<Parcel>().Where(parcel => parcel.TrackingNo == text).Select(parcel => parcel.OrderId);
        var tail = text.Length == TailDigits && text.All(char.IsAsciiDigit) ? text : null;
        return orders.Where(order =>
            order.No.StartsWith(text)
            || order.ReceiverName.Contains(text)
            || (tail != null && order.ReceiverPhoneTail == tail)
            || buyers.Contains(order.MemberId)
            || tracked.Contains(order.Id)
        );
    }
}
