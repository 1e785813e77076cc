using System.Runtime.CompilerServices;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.OrderDesk;

/// <summary>What a file would ship, before anything is shipped.</summary>
public sealed record ShippingPreview(IReadOnlyList<ShippingRow> Rows, int Good, int Bad);

/// <summary>A row of the file.</summary>
/// <param name="Line">Where it stands in the file, from 1.</param>
/// <param name="Receiver">Whom it goes to; null where the order is not known.</param>
/// <param name="Problem">Why it cannot be shipped, in Chinese; null: it can.</param>
public sealed record ShippingRow(int Line, string OrderNo, string Company, string TrackingNo, string? Receiver, string? Problem);

/// <summary>Carriers and tracking numbers of many orders in one file: what is to be filled in, and what was.</summary>
internal static class ShippingFile
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxOrders = 2_000;
    private const int PageSize = 200;

    private static readonly Refusal TooLarge = new("file_too_large", 413, "文件不能超过 1 MB", "A file may have 1 MB at most");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/orders/shipping-file.csv", Download)
            .RequirePermission("orders.ship")
            .WithName("DownloadShippingFile")
            .WithTags("Orders")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        api.MapPost("/orders/shipping-file", Preview)
            .RequirePermission("orders.ship")
            .WithName("PreviewShippingFile")
            .WithTags("Orders")
            .Produces<ShippingPreview>()
            // Callers prove themselves by a token in a header, which no foreign page can send.
            .DisableAntiforgery();
    }

    /// <summary>Everything that may be shipped now, oldest first, with carrier and number left to fill in.</summary>
    private static CsvFile Download(StaffCaller caller, HttpContext http, BanyanDb db) =>
        new CsvFile("批量发货.csv", Rows(db, Receivers.AreShownTo(http.User)));

    private static async IAsyncEnumerable<IReadOnlyList<CsvCell>> Rows(
        BanyanDb db,
        bool showsReceivers,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        yield return [.. ShippingSheet.Heads.Select(CsvCell.Text)];
        var after = Id.None;
        for (var given = 0; given < MaxOrders; given += PageSize)
        {
            var orders = await db.Set<Order>()
                .AsNoTracking()
                .Where(order =>
                    order.State == OrderState.ToShip
                    && order.Delivery == Delivery.Express
                    && order.Hold == null
                    && order.RefundingFen == Fen.Zero
                    && order.Id > after
                )
                .OrderBy(order => order.Id)
                .Take(PageSize)
                .ToListAsync(cancellation);
            var lines = await OrderFiles.LinesOf(db, orders, cancellation);
            foreach (var order in orders)
            {
                var receiver = Receivers.Of(order.Address, showsReceivers);
                var goods = lines[order.Id]
                    .Where(line => line.ToShipQuantity > 0)
                    .Select(line => $"{line.Name} {line.SpecText} ×{line.ToShipQuantity}");
                yield return
                [
                    CsvCell.Code(order.No),
                    CsvCell.Empty,
                    CsvCell.Empty,
                    CsvCell.Text(receiver.Name),
                    CsvCell.Code(receiver.Phone),
                    CsvCell.Text(receiver.Address),
                    CsvCell.Text(string.Join("；", goods)),
                    CsvCell.Text(order.Remark),
                ];
            }

            if (orders.Count < PageSize)
            {
                yield break;
            }

            after = orders[^1].Id;
        }
    }

    private static async Task<IResult> Preview(StaffCaller caller, IFormFile? file, BanyanDb db, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
        {
            return Refusal.Invalid("file", "请选择 CSV 文件", "Choose a CSV file").ToHttp();
        }

        if (file.Length > MaxBytes)
        {
            return TooLarge.ToHttp();
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellation);
        var read = ShippingSheet.Read(content.ToArray());
        if (!read.IsOk)
        {
            return read.Refusal.ToHttp();
        }

        var numbers = read.Value.Select(row => row.OrderNo).Distinct(StringComparer.Ordinal).ToList();
        var orders = await db.Set<Order>()
            .AsNoTracking()
            .Where(order => numbers.Contains(order.No))
            .ToDictionaryAsync(order => order.No, StringComparer.Ordinal, cancellation);
        var rows = read.Value.Select(row => Judged(row, orders.GetValueOrDefault(row.OrderNo))).ToList();
        return Results.Ok(new ShippingPreview(rows, rows.Count(row => row.Problem is null), rows.Count(row => row.Problem is not null)));
    }

    private static ShippingRow Judged(ShippingRow row, Order? order) =>
        row with
        {
            Receiver = order?.ReceiverName,
            Problem =
                row.Problem is not null ? row.Problem
                : order is null ? "没有这个订单号"
                : order.Hold is { } hold ? $"{hold}，暂不能发货"
                : order.State != OrderState.ToShip ? $"订单{OrderTexts.Of(order)}，不能发货"
                : order.Delivery != Delivery.Express ? "自提或虚拟商品订单，不用运单"
                : order.RefundingFen > Fen.Zero ? "有退款正在处理，退款完成后再发货"
                : null,
        };
}
