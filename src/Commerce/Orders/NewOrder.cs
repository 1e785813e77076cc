using System.Globalization;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>The rows of an order about to be placed.</summary>
internal sealed record NewOrder(Order Order, IReadOnlyList<OrderLine> Lines, PaymentPart Part, Recipient Recipient)
{
    private const long NumberSpan = 1_000_000_000_000;
    private const int TailDigits = 4;

    public static NewOrder From(OrderWish wish, Quote quote, IReadOnlyDictionary<Id, SkuFacts> skus, OrderFrame frame, IIdSource ids)
    {
        var orderId = frame.OrderId;
        var order = OrderOf(wish, quote, frame);
        var lines = quote.Lines.Select(line => new OrderLine
        {
            ShopId = wish.ShopId,
            Id = ids.Next(),
            OrderId = orderId,
            SkuId = line.SkuId,
            ProductId = line.ProductId,
            CategoryId = skus[line.SkuId].CategoryId,
            Name = line.Name,
            SpecText = line.SpecText,
            ImageUrl = line.ImageUrl,
            Quantity = line.Quantity,
            ListPriceFen = line.ListPriceFen,
            UnitPriceFen = line.UnitPriceFen,
            PayableFen = line.PayableFen,
            BaseFen = line.BaseFen ?? line.PayableFen,
            Points = line.Points,
            IsGift = line.IsGift,
            OfferRef = line.OfferRef,
            CourseId = skus[line.SkuId].CourseId,
        });
        var part = new PaymentPart
        {
            ShopId = wish.ShopId,
            Id = ids.Next(),
            OrderId = orderId,
            No = 1,
            Label = "全款",
            AmountFen = quote.CashFen,
            OutTradeNo = order.No + "P1",
        };
        var recipient = new Recipient
        {
            ShopId = wish.ShopId,
            Id = ids.Next(),
            OrderId = orderId,
            No = 1,
            Address = wish.Address,
            Pickup = wish.Pickup,
        };
        return new NewOrder(order, [.. lines], part, recipient);
    }

    private static Order OrderOf(OrderWish wish, Quote quote, OrderFrame frame)
    {
        var (orderId, attribution, at, payBefore, phoneIndex) = frame;
        return new Order
        {
            ShopId = wish.ShopId,
            Id = orderId,
            No = NumberOf(orderId, at),
            MemberId = wish.MemberId,
            GoodsFen = quote.GoodsFen,
            DiscountFen = quote.DiscountFen,
            FreightFen = quote.FreightFen,
            PayableFen = quote.PayableFen,
            TenderFen = quote.PayableFen - quote.CashFen,
            Remark = wish.Remark,
            Quote = quote,
            Delivery = wish.Delivery,
            Address = wish.Address,
            ReceiverName = wish.ReceiverName,
            ReceiverPhoneIndex = phoneIndex,
            ReceiverPhoneTail = wish.ReceiverPhone.Length >= TailDigits ? wish.ReceiverPhone[^TailDigits..] : null,
            IsAddressIncomplete = wish.Address is { } address && !AddressCheck.IsComplete(address),
            Invoice = wish.Invoice,
            InvoiceState = wish.Invoice is null ? null : InvoiceState.Requested,
            Attribution = attribution,
            CreatedAt = at,
            PayBefore = payBefore,
        };
    }

    /// <summary>
    /// The day and twelve digits of the id. Ids of one node that agree in the twelve digits are days apart, so the number is unique in
    /// the shop
    /// (the database checks it).
    /// </summary>
    private static string NumberOf(Id orderId, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.ToOffset(Times.ShopOffset):yyMMdd}{orderId.Value % NumberSpan:D12}");
}

/// <summary>What an order is placed with beside what was wished.</summary>
/// <param name="PhoneIndex">Of the address's phone number.</param>
internal sealed record OrderFrame(Id OrderId, Attribution Attribution, DateTimeOffset At, DateTimeOffset PayBefore, string? PhoneIndex);

/// <summary>Whether a carrier can find somebody by an address.</summary>
internal static class AddressCheck
{
    private const int ShortestDetail = 4;

    /// <summary>
    /// Province, city, a phone number that can be called, and a street or village with something to tell the door: fewer than four
    /// characters are never enough.
    /// </summary>
    public static bool IsComplete(Address address) =>
        address.Name.Trim().Length > 0
        && PhoneNumber.IsValid(address.Phone)
        && address.Province.Trim().Length > 0
        && address.City.Trim().Length > 0
        && address.Detail.Trim().Length >= ShortestDetail;
}
