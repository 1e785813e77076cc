using System.Globalization;
using System.Text.Json.Nodes;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Host.Demo.Plan;
using Banyan.Kernel;

namespace Banyan.Host.Demo.Seed;

/// <summary>One order on its way through the program.</summary>
internal sealed class SeedOrder(SeedShop shop, SeedPerson buyer, SeedMoney money)
{
    private bool isFetched;
    private string id = "";
    private string refundId = "";
    private JsonNode placed = new JsonObject();

    public string Id => id;

    public IEnumerable<string> LineIds => placed.List("lines").Select(line => line!.Text("id"));

    private SeedCaller Caller => shop.Caller;

    /// <param name="storeId">Where it is fetched; null: it is sent home.</param>
    public async Task Place(IEnumerable<(string SkuId, int Quantity, string? OfferRef)> lines, string remark, string? storeId = null)
    {
        isFetched = storeId is not null;
        var home = buyer.Plan.Home;
        var body = new
        {
            lines = lines.Select(line => new
            {
                skuId = line.SkuId,
                quantity = line.Quantity,
                offerRef = line.OfferRef,
            }),
            addressId = buyer.AddressId,
            pickup = storeId is null
                ? null
                : new
                {
                    storeId,
                    name = home.Name,
                    phone = home.Phone,
                },
            remark,
            fromCart = false,
        };
        placed = await Caller.Post("/api/shop/orders", await buyer.Token().ConfigureAwait(false), body).ConfigureAwait(false);
        id = placed.Text("id");
    }

    public async Task Pay()
    {
        var prepaid = await Caller.Post($"/api/shop/orders/{id}/pay", await buyer.Token().ConfigureAwait(false)).ConfigureAwait(false);
        await money.Receive(prepaid.Text("outTradeNo"), new Fen(placed.Number("payableFen"))).ConfigureAwait(false);
    }

    public async Task Cancel() =>
        await Caller.Post($"/api/shop/orders/{id}/cancel", await buyer.Token().ConfigureAwait(false)).ConfigureAwait(false);

    public async Task Ship(SeedParcel parcel)
    {
        if (isFetched)
        {
            await Caller.Post($"/api/console/orders/{id}/ready", shop.Staff("warehouse")).ConfigureAwait(false);
            return;
        }

        var body = new
        {
            recipientNo = 1,
            company = parcel.Company,
            trackingNo = parcel.Number,
        };
        await Caller.Post($"/api/console/orders/{id}/ship", shop.Staff("warehouse"), body).ConfigureAwait(false);
    }

    public async Task Receive()
    {
        var token = await buyer.Token().ConfigureAwait(false);
        if (!isFetched)
        {
            await Caller.Post($"/api/shop/orders/{id}/receive", token).ConfigureAwait(false);
            return;
        }

        var code = (await Caller.Get($"/api/shop/orders/{id}/pickup-code", token).ConfigureAwait(false)).Text("code");
        await Caller.Post($"/api/console/redemptions/{code}", shop.Staff("clerk")).ConfigureAwait(false);
    }

    public async Task AskRefund(PlannedRefund refund, bool isShipped)
    {
        var lines = placed.List("lines");
        var asked = refund.Scope switch
        {
            RefundScope.Whole => lines.Select(line => Pieces(line!)).ToArray(),
            RefundScope.FirstLine => [Pieces(lines[0]!)],
            _ => [PartOf(lines[0]!)],
        };
        var goodsComeBack = isShipped && refund.Scope != RefundScope.ThirdOfFirstLine;
        var body = new
        {
            lines = asked,
            reason = refund.Reason,
            kind = goodsComeBack ? "return_and_refund" : "refund_only",
            note = "",
        };
        var made = await Caller
            .Post($"/api/shop/orders/{id}/refunds", await buyer.Token().ConfigureAwait(false), body)
            .ConfigureAwait(false);
        refundId = made.Text("id");
    }

    public async Task AnswerRefund(RefundVerdict verdict)
    {
        var (verb, body) =
            verdict == RefundVerdict.Accepted
                ? ("accept", new { reason = "" })
                : ("reject", new { reason = "核对过发货视频，商品完好，如有疑问请联系客服" });
        await Caller.Post($"/api/console/refunds/{refundId}/{verb}", shop.Staff("service"), body).ConfigureAwait(false);
    }

    /// <summary>The team that this order began or joined; known once it is paid.</summary>
    public async Task<string> Run() =>
        (await Caller.Get($"/api/shop/orders/{id}", await buyer.Token().ConfigureAwait(false)).ConfigureAwait(false)).Text("runId");

    private static object Pieces(JsonNode line) =>
        new
        {
            lineId = line.Text("id"),
            quantity = (int)line.Number("quantity"),
            amountFen = (long?)null,
        };

    private static object PartOf(JsonNode line) =>
        new
        {
            lineId = line.Text("id"),
            quantity = 0,
            amountFen = (long?)(line.Number("payableFen") / 3),
        };
}

/// <summary>Money as it comes in: the verified content of a notification goes to what stands behind the signature check.</summary>
internal sealed class SeedMoney(SeedChannel channel, IPaymentConfirmation confirmation)
{
    public async Task Receive(string outTradeNo, Fen amount)
    {
        var used = await confirmation.Confirm(channel.Pay(outTradeNo, amount), default).ConfigureAwait(false);
        if (!used.IsOk || used.Value != PaymentUse.Applied)
        {
            throw new SeedException($"The payment of {outTradeNo} was not used for its order: {used.Refusal?.En ?? "returned"}");
        }
    }
}

internal sealed record SeedParcel(string Company, string Number)
{
    public static SeedParcel By(Dice dice)
    {
        var carrier = dice.Pick(DemoContent.People.Carriers);
        var number = string.Create(
            CultureInfo.InvariantCulture,
            $"{carrier[1]}{dice.Between(1_000_000, 9_999_999)}{dice.Below(1_000_000):000000}"
        );
        return new SeedParcel(carrier[0], number);
    }
}
