using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.WeChatSandbox.Tests;

public sealed class BillTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private readonly Merchant _merchant = new(sandbox);

    [Fact]
    public async Task A_bill_is_announced_with_its_hash_and_the_file_is_not_signed()
    {
        var number = Merchant.NewNumber();
        await Import(number, "2026-01-05T09:30:00+08:00");

        var announced = await _merchant.SendAsync("GET", "/v3/bill/tradebill?bill_date=2026-01-05&bill_type=ALL");
        announced.Status.ShouldBe(200);
        announced.Header("Wechatpay-Signature").ShouldNotBeEmpty();
        var address = new Uri((string)announced.Json["download_url"]!);
        var file = await _merchant.SendAsync("GET", address.PathAndQuery);

        file.Header("Wechatpay-Signature").ShouldBeEmpty();
        ((string)announced.Json["hash_type"]!).ShouldBe("SHA1");
#pragma warning disable CA5350 // What WeChat announces.
        ((string)announced.Json["hash_value"]!).ShouldBe(Convert.ToHexStringLower(SHA1.HashData(file.Body)));
#pragma warning restore CA5350
        file.Body.Take(3).ShouldBe(Encoding.UTF8.Preamble.ToArray());
        var lines = Encoding.UTF8.GetString(file.Body, 3, file.Body.Length - 3).Split("\r\n");
        lines[0].ShouldStartWith("交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,");
        lines[1].ShouldStartWith("`2026-01-05 09:30:00,`");
        lines[1].ShouldContain($",`{number},`");
        lines[1].Split(",`").Length.ShouldBe(lines[0].Split(',').Length);
        lines[2].ShouldStartWith("总交易单数,");
        lines[3].ShouldBe("`1,`19.90,`0.00,`0.00,`0.00,`19.90,`0.00");
    }

    [Fact]
    public async Task Payments_and_refunds_of_before_stand_in_the_bills_of_their_days()
    {
        var (number, refund) = (Merchant.NewNumber(), Merchant.NewNumber());
        await Import(number, "2026-02-01T09:30:00+08:00");
        var body = new
        {
            refunds = new[]
            {
                new
                {
                    outTradeNo = number,
                    outRefundNo = refund,
                    refundFen = 990,
                    refundedAt = "2026-02-02T10:00:00+08:00",
                },
            },
        };

        ((int)(await sandbox.ControlAsync("orders/import", body))["refunded"]!).ShouldBe(1);
        ((int)(await sandbox.ControlAsync("orders/import", body))["refunded"]!).ShouldBe(0, "it is known by now");

        var announced = await _merchant.SendAsync("GET", "/v3/bill/tradebill?bill_date=2026-02-02&bill_type=ALL");
        var file = await _merchant.SendAsync("GET", new Uri((string)announced.Json["download_url"]!).PathAndQuery);
        var lines = Encoding.UTF8.GetString(file.Body).Split("\r\n");
        lines[1].ShouldContain($",`{refund},`");
        lines[3].ShouldBe("`1,`0.00,`9.90,`0.00,`0.00,`0.00,`9.90");
        (await _merchant.RefundAsync(number, Merchant.NewNumber(), 1001, 1990)).Status.ShouldNotBe(200, "10.00 are left");
    }

    [Fact]
    public async Task A_day_without_a_payment_and_a_day_that_is_not_over_have_no_bill()
    {
        var empty = await _merchant.SendAsync("GET", "/v3/bill/tradebill?bill_date=2025-12-31&bill_type=ALL");
        var coming = await _merchant.SendAsync("GET", "/v3/bill/tradebill?bill_date=2099-12-31&bill_type=ALL");
        var wrong = await _merchant.SendAsync("GET", "/v3/bill/tradebill?bill_date=yesterday");

        (empty.Status, empty.Code).ShouldBe((400, "NO_STATEMENT_EXIST"));
        (coming.Status, coming.Code).ShouldBe((400, "NO_STATEMENT_EXIST"));
        (wrong.Status, wrong.Code).ShouldBe((400, "PARAM_ERROR"));
    }

    [Fact]
    public async Task Nobody_else_gets_a_bill_or_its_file()
    {
        var forger = new Merchant(sandbox)
        {
            Spoil = parameters =>
            {
                parameters["nonce_str"] = "OTHER";
                return parameters;
            },
        };

        (await forger.SendAsync("GET", "/v3/bill/tradebill?bill_date=2026-01-05&bill_type=ALL")).Status.ShouldBe(401);
        (await forger.SendAsync("GET", "/v3/billdownload/file?token=1")).Status.ShouldBe(401);
        (await _merchant.SendAsync("GET", "/v3/billdownload/file?token=1")).Status.ShouldBe(400);
    }

    private Task<JsonObject> Import(string outTradeNo, string paidAt) =>
        sandbox.ControlAsync(
            "orders/import",
            new
            {
                payments = new[]
                {
                    new
                    {
                        outTradeNo,
                        totalFen = 1990,
                        paidAt,
                    },
                },
            }
        );
}
