using System.Runtime.CompilerServices;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>The orders of a list, one row for each line of an order, as CSV or as a workbook; read page by page.</summary>
internal sealed class ExportOrders(StaffOrderSearch search, BanyanDb db, IMemberLookup members, TimeProvider clock)
{
    private readonly StaffOrderSearch search = search;

    private const int PageSize = 200;
    private const int MaxOrders = 50_000;

    private static readonly Refusal TooMany = Refusal.Conflict(
        "export_too_large",
        $"一次最多导出 {MaxOrders} 笔订单，请缩小下单日期范围",
        $"At most {MaxOrders} orders are exported at once; choose fewer days"
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/orders/export.csv", Csv)
            .RequirePermission("orders.export")
            .WithName("ExportOrdersAsCsv")
            .WithTags("Orders")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        api.MapGet("/orders/export.xlsx", Xlsx)
            .RequirePermission("orders.export")
            .WithName("ExportOrdersAsXlsx")
            .WithTags("Orders")
            .Produces<string>(StatusCodes.Status200OK, XlsxFile.ContentType);
    }

    private static async Task<IResult> Csv(
        StaffCaller caller,
        [AsParameters] StaffOrderQuery query,
        HttpContext http,
        ExportOrders export,
        CancellationToken cancellation
    )
    {
        var found = await export.search.Find(caller.ShopId, query, cancellation);
        return await Hindrance(found, cancellation) is { } hindrance
            ? hindrance.ToHttp()
            : new CsvFile(export.NameOf("csv"), AsCsv(export.Rows(caller, found, Receivers.AreShownTo(http.User), cancellation)));
    }

    private static async Task<IResult> Xlsx(
        StaffCaller caller,
        [AsParameters] StaffOrderQuery query,
        HttpContext http,
        ExportOrders export,
        CancellationToken cancellation
    )
    {
        var found = await export.search.Find(caller.ShopId, query, cancellation);
        return await Hindrance(found, cancellation) is { } hindrance
            ? hindrance.ToHttp()
            : new XlsxFile(export.NameOf("xlsx"), "订单", export.Rows(caller, found, Receivers.AreShownTo(http.User), cancellation));
    }

    private static async IAsyncEnumerable<IReadOnlyList<CsvCell>> AsCsv(IAsyncEnumerable<IReadOnlyList<SheetCell>> rows)
    {
        await foreach (var row in rows)
        {
            yield return [.. row.Select(cell => cell.ToCsv())];
        }
    }

    private string NameOf(string ending) => $"订单-{clock.GetUtcNow().ToOffset(Times.ShopOffset):yyyyMMdd-HHmm}.{ending}";

    private static async Task<Refusal?> Hindrance(IQueryable<Order> found, CancellationToken cancellation) =>
        await found.Take(MaxOrders + 1).CountAsync(cancellation) > MaxOrders ? TooMany : null;

    private async IAsyncEnumerable<IReadOnlyList<SheetCell>> Rows(
        StaffCaller caller,
        IQueryable<Order> found,
        bool showsReceivers,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        yield return OrderSheet.Heads;
        var before = new Id(long.MaxValue);
        List<Order> orders;
        do
        {
            orders = await found
                .Where(order => order.Id < before)
                .OrderByDescending(order => order.Id)
                .Take(PageSize)
                .ToListAsync(cancellation);
            var ids = orders.Select(order => order.Id).ToList();
            var lines = await OrderFiles.LinesOf(db, orders, cancellation);
            var parcels = (
                await db.Set<Parcel>().AsNoTracking().Where(parcel => ids.Contains(parcel.OrderId)).ToListAsync(cancellation)
            ).ToLookup(parcel => parcel.OrderId);
            var people = await members.People(caller.ShopId, [.. orders.Select(order => order.MemberId).Distinct()], cancellation);
            foreach (var order in orders)
            {
                var receiver = Receivers.Of(order.Address, showsReceivers);
                var facts = new SheetOrder(order, Buyer.Of(order.MemberId, people).Nickname, receiver, [.. parcels[order.Id]]);
                foreach (var line in lines[order.Id])
                {
                    yield return OrderSheet.Row(facts, line);
                }
            }

            before = orders.Count > 0 ? orders[^1].Id : before;
        } while (orders.Count == PageSize);
    }
}

/// <summary>What every line of an order repeats.</summary>
internal sealed record SheetOrder(Order Order, string Buyer, Receivers Receiver, IReadOnlyList<Parcel> Parcels);

/// <summary>The columns of the export.</summary>
internal static class OrderSheet
{
    private static readonly IReadOnlyList<(string Head, Func<SheetOrder, OrderLine, SheetCell> Cell)> Columns =
    [
        ("订单号", (facts, _) => SheetCell.Code(facts.Order.No)),
        ("订单状态", (facts, _) => SheetCell.Text(OrderTexts.Of(facts.Order))),
        ("下单时间", (facts, _) => SheetCell.Time(facts.Order.CreatedAt)),
        ("付款时间", (facts, _) => SheetCell.Time(facts.Order.PaidAt)),
        ("发货时间", (facts, _) => SheetCell.Time(facts.Order.ShippedAt)),
        ("买家", (facts, _) => SheetCell.Text(facts.Buyer)),
        ("商品", (_, line) => SheetCell.Text(line.Name)),
        ("规格", (_, line) => SheetCell.Text(line.SpecText)),
        ("原价", (_, line) => SheetCell.Yuan(line.ListPriceFen)),
        ("单价", (_, line) => SheetCell.Yuan(line.UnitPriceFen)),
        ("数量", (_, line) => SheetCell.Number(line.Quantity)),
        ("商品分摊应付", (_, line) => SheetCell.Yuan(line.PayableFen)),
        ("商品已退", (_, line) => SheetCell.Yuan(line.RefundedFen)),
        ("已退数量", (_, line) => SheetCell.Number(line.RefundedQuantity)),
        ("已发数量", (_, line) => SheetCell.Number(line.ShippedQuantity)),
        ("订单商品合计", (facts, _) => SheetCell.Yuan(facts.Order.GoodsFen)),
        ("订单优惠", (facts, _) => SheetCell.Yuan(facts.Order.DiscountFen)),
        ("订单运费", (facts, _) => SheetCell.Yuan(facts.Order.FreightFen)),
        ("订单应付", (facts, _) => SheetCell.Yuan(facts.Order.PayableFen)),
        ("微信支付", (facts, _) => SheetCell.Yuan(facts.Order.PaidFen)),
        ("订单已退款", (facts, _) => SheetCell.Yuan(facts.Order.RefundedFen)),
        ("收货人", (facts, _) => SheetCell.Text(facts.Receiver.Name)),
        ("手机号", (facts, _) => SheetCell.Code(facts.Receiver.Phone)),
        ("收货地址", (facts, _) => SheetCell.Text(facts.Receiver.Address)),
        ("快递公司", (facts, _) => SheetCell.Text(Joined(facts.Parcels.Select(parcel => parcel.Company)))),
        ("运单号", (facts, _) => SheetCell.Code(Joined(facts.Parcels.Select(parcel => parcel.TrackingNo)))),
        ("买家留言", (facts, _) => SheetCell.Text(facts.Order.Remark)),
        ("商家备注", (facts, _) => SheetCell.Text(facts.Order.MerchantRemark)),
        ("发票", (facts, _) => SheetCell.Text(InvoiceOf(facts.Order))),
        ("发票抬头", (facts, _) => SheetCell.Text(facts.Order.Invoice?.Title)),
        ("税号", (facts, _) => SheetCell.Code(facts.Order.Invoice?.TaxNo)),
        ("关闭原因", (facts, _) => SheetCell.Text(facts.Order.CloseReason)),
    ];

    public static IReadOnlyList<SheetCell> Heads { get; } = [.. Columns.Select(column => SheetCell.Text(column.Head))];

    public static IReadOnlyList<SheetCell> Row(SheetOrder facts, OrderLine line) => [.. Columns.Select(column => column.Cell(facts, line))];

    private static string Joined(IEnumerable<string> texts) => string.Join("；", texts.Distinct(StringComparer.Ordinal));

    private static string? InvoiceOf(Order order) =>
        order.InvoiceState is not { } state
            ? null
            : state switch
            {
                InvoiceState.Requested => "待开",
                InvoiceState.Issued => $"已开 {order.Invoice?.Number}",
            };
}
