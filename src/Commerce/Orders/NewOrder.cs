using System.Globalization;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>The rows of an order about to be placed.</summary>
internal sealed record NewOrder(Order Order, IReadOnlyList<OrderLine> Lines, PaymentPart Part, Recipient Recipient)
{
    private const long NumberSpan = 1_000_000_000_000;

    public static NewOrder From(OrderWish wish, Quote quote, IReadOnlyDictionary<Id, SkuFacts> skus, OrderFrame frame, IIdSource ids)
    {
        var (orderId, attribution, at, payBefore) = frame;
        var no = NumberOf(orderId, at);
        var order = new Order
        {
            ShopId = wish.ShopId,
            Id = orderId,
            No = no,
            MemberId = wish.MemberId,
            GoodsFen = quote.GoodsFen,
            DiscountFen = quote.DiscountFen,
            FreightFen = quote.FreightFen,
            PayableFen = quote.PayableFen,
            Remark = wish.Remark,
            Quote = quote,
            Address = wish.Address,
            ReceiverName = wish.Address.Name,
            Attribution = attribution,
            CreatedAt = at,
            PayBefore = payBefore,
        };
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
            OfferRef = line.OfferRef,
        });
        var part = new PaymentPart
        {
            ShopId = wish.ShopId,
            Id = ids.Next(),
            OrderId = orderId,
            No = 1,
            Label = "全款",
            AmountFen = quote.PayableFen,
            OutTradeNo = no + "P1",
        };
        var recipient = new Recipient
        {
            ShopId = wish.ShopId,
            Id = ids.Next(),
            OrderId = orderId,
            No = 1,
            Address = wish.Address,
        };
        return new NewOrder(order, [.. lines], part, recipient);
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
internal sealed record OrderFrame(Id OrderId, Attribution Attribution, DateTimeOffset At, DateTimeOffset PayBefore);
