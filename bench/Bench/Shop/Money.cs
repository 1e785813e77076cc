using System.Globalization;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Bench.Shop;

/// <summary>What is to be paid for an order.</summary>
internal sealed record Bill(string OutTradeNo, Fen AmountFen);

/// <summary>
/// Orders and payments in this process: the payment's verified content goes to what stands behind the check of the signature, so that no
/// WeChat is needed.
/// </summary>
internal sealed class Money(Opening opening)
{
    private static readonly Address Somewhere = new("林晓", "13800138000", "浙江省", "杭州市", "西湖区", "文三路 1 号");

    public async Task<Id> Place(Id memberId, Id skuId, string? offerRef = null)
    {
        var wish = new OrderWish(opening.ShopId, memberId, [new QuoteLineInput(skuId, 1, offerRef)], Somewhere);
        return (await opening.Use((IPlaceOrder orders) => orders.Place(wish, default)).ConfigureAwait(false)).Value.Id;
    }

    /// <summary>The bills of all orders that nobody has paid yet, oldest first.</summary>
    public async Task<IReadOnlyList<Bill>> Unpaid() =>
        await opening
            .Look(db =>
                db.Set<PaymentPart>()
                    .Where(part => part.State == PaymentPartState.Waiting)
                    .OrderBy(part => part.Id)
                    .Select(part => new Bill(part.OutTradeNo, part.AmountFen))
                    .ToListAsync()
            )
            .ConfigureAwait(false);

    public async Task Pay(Bill bill)
    {
        var number = "T" + opening.Get<IIdSource>().Next().Value.ToString(CultureInfo.InvariantCulture);
        var notice = new PaymentNotice(bill.OutTradeNo, number, bill.AmountFen, opening.Now, "wechat");
        var used = (await opening.Use((IPaymentConfirmation payments) => payments.Confirm(notice, default)).ConfigureAwait(false)).Value;
        if (used != PaymentUse.Applied)
        {
            throw new InvalidOperationException($"{bill.OutTradeNo} was {used}.");
        }
    }
}
