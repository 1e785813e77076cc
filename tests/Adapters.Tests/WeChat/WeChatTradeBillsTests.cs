using System.Text.Json.Nodes;
using Banyan.Adapters.WeChat;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Adapters.Tests.WeChat;

/// <summary>Bills as the container's port fetches them, with real signatures and a real hash.</summary>
public sealed class WeChatTradeBillsTests(WeChatFixture wechat) : IClassFixture<WeChatFixture>, IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddLogging()
        .AddWeChat(wechat.Configuration)
        .BuildServiceProvider();

    private ITradeBills Bills => _services.GetRequiredService<ITradeBills>();

    private static DateOnly Today => TimeProvider.System.GetUtcNow().ShopDay();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task A_bill_has_the_days_payments_and_no_others()
    {
        var (day, number) = (Today.AddDays(-3), WeChatFixture.NewNumber());
        await Import(number, 1990, day.StartOfShopDay());
        await Import(WeChatFixture.NewNumber(), 500, day.AddDays(1).StartOfShopDay());

        var bill = (await Bills.Fetch(day, default)).Value;

        var line = bill.Lines.Single();
        (line.Kind, line.OutTradeNo, line.AmountFen, line.State).ShouldBe(
            (BillLineKind.Payment, number, new Fen(1990), BillLineState.Succeeded)
        );
        (line.At, line.TransactionId.Length).ShouldBe((day.StartOfShopDay(), 28));
    }

    [Fact]
    public async Task Nothing_happened_or_the_day_is_not_over_is_a_bill_without_lines()
    {
        (await Bills.Fetch(Today.AddDays(-40), default)).Value.Lines.ShouldBeEmpty();
        (await Bills.Fetch(Today, default)).Value.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_not_what_was_announced_is_not_believed()
    {
        var day = Today.AddDays(-5);
        await Import(WeChatFixture.NewNumber(), 1990, day.StartOfShopDay());
        await wechat.Sandbox.ControlAsync(
            "chaos",
            new
            {
                target = "reply",
                kind = "tamper-body",
                path = "/v3/billdownload",
            }
        );

        (await Bills.Fetch(day, default)).Refusal!.Code.ShouldBe("bill_broken");
        (await Bills.Fetch(day, default)).Value.Lines.Count.ShouldBe(1, "the next download is whole");
    }

    [Theory]
    [InlineData("tamper-signature")]
    [InlineData("unsigned")]
    [InlineData("tamper-body")]
    public async Task An_announcement_that_WeChat_did_not_sign_is_not_followed(string kind)
    {
        var day = Today.AddDays(-6);
        await Import(WeChatFixture.NewNumber(), 1990, day.StartOfShopDay());
        await wechat.SpoilAsync("reply", kind);

        (await Bills.Fetch(day, default)).Refusal!.Code.ShouldBe("bill_broken");
    }

    [Fact]
    public async Task Our_signature_goes_to_no_other_host()
    {
        var elsewhere = new AnnouncedBill("SHA1", "00", "http://127.0.0.2:1/v3/billdownload/file?token=1");

        var e = await Should.ThrowAsync<WeChatException>(() => wechat.Pay.DownloadBillAsync(elsewhere));

        (e.Code, e.Retryable).ShouldBe((WeChatException.ReplyUnreadable, false));
    }

    [Fact]
    public async Task A_falsified_line_reads_as_it_was_falsified()
    {
        var (day, changed, dropped) = (Today.AddDays(-8), WeChatFixture.NewNumber(), WeChatFixture.NewNumber());
        await Import(changed, 1990, day.StartOfShopDay());
        await Import(dropped, 1990, day.StartOfShopDay());
        await wechat.Sandbox.ControlAsync("bills/alter", new { number = changed, amountFen = 1 });
        await wechat.Sandbox.ControlAsync("bills/alter", new { number = dropped, drop = true });

        (await Bills.Fetch(day, default)).Value.Lines.Select(line => (line.No, line.AmountFen)).ShouldBe([(changed, new Fen(1))]);
    }

    private Task<JsonObject> Import(string outTradeNo, long totalFen, DateTimeOffset paidAt) =>
        wechat.Sandbox.ControlAsync(
            "orders/import",
            new
            {
                payments = new[]
                {
                    new
                    {
                        outTradeNo,
                        totalFen,
                        paidAt,
                    },
                },
            }
        );
}
