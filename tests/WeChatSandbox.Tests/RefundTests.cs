using System.Text.Json.Nodes;
using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.WeChatSandbox.Tests;

public sealed class RefundTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private readonly Merchant _merchant = new(sandbox);

    [Theory]
    [InlineData("success", "SUCCESS", "REFUND.SUCCESS")]
    [InlineData("closed", "CLOSED", "REFUND.CLOSED")]
    [InlineData("abnormal", "ABNORMAL", "REFUND.ABNORMAL")]
    public async Task A_refund_is_accepted_first_and_ends_as_ordered(string outcome, string status, string eventType)
    {
        var (number, refund) = (Merchant.NewNumber(), Merchant.NewNumber());
        await _merchant.PlacePaidAsync(number);
        await sandbox.ControlAsync(
            "refunds/outcome",
            new
            {
                outcome,
                outRefundNo = refund,
                delayMs = 100,
            }
        );

        var accepted = await _merchant.RefundAsync(number, refund, 500);
        ((string)accepted.Json["status"]!).ShouldBe("PROCESSING");

        var told = (await sandbox.Shop.WaitAsync(refund))[0];
        var envelope = JsonNode.Parse(told.Body)!;
        ((string)envelope["event_type"]!).ShouldBe(eventType);
        var resource = envelope["resource"]!;
        var content = await OtherTools.DecryptWithNodeAsync(
            sandbox.Setting("ApiV3Key"),
            (string)resource["nonce"]!,
            (string)resource["associated_data"]!,
            (string)resource["ciphertext"]!
        );
        ((string)JsonNode.Parse(content)!["refund_status"]!).ShouldBe(status);
        ((string)(await QueryAsync(refund)).Json["status"]!).ShouldBe(status);
    }

    [Fact]
    public async Task The_same_refund_number_is_the_same_refund_and_another_amount_under_it_is_refused()
    {
        var (number, refund) = (Merchant.NewNumber(), Merchant.NewNumber());
        await _merchant.PlacePaidAsync(number);

        var first = await _merchant.RefundAsync(number, refund, 500);
        var second = await _merchant.RefundAsync(number, refund, 500);
        var other = await _merchant.RefundAsync(number, refund, 501);

        ((string)second.Json["refund_id"]!).ShouldBe((string)first.Json["refund_id"]!);
        other.Code.ShouldBe("INVALID_REQUEST");
        ((long)(await sandbox.ShowAsync("orders/" + number))["refundedFen"]!).ShouldBe(500);
    }

    [Fact]
    public async Task No_more_than_was_paid_is_refunded_even_when_asked_at_once()
    {
        var number = Merchant.NewNumber();
        await _merchant.PlacePaidAsync(number);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _merchant.RefundAsync(number, Merchant.NewNumber(), 500)));

        answers.Count(a => a.Status == 200).ShouldBe(3);
        answers.Where(a => a.Status != 200).ShouldAllBe(a => a.Code == "INVALID_REQUEST");
    }

    [Fact]
    public async Task A_closed_refund_gives_its_amount_back()
    {
        var (number, refund) = (Merchant.NewNumber(), Merchant.NewNumber());
        await _merchant.PlacePaidAsync(number);
        await sandbox.ControlAsync(
            "refunds/outcome",
            new
            {
                outcome = "closed",
                outRefundNo = refund,
                delayMs = 0,
            }
        );
        await _merchant.RefundAsync(number, refund, 1990);
        await sandbox.Shop.WaitAsync(refund);

        ((string)(await _merchant.QueryAsync(number)).Json["trade_state"]!).ShouldBe("SUCCESS");
        (await _merchant.RefundAsync(number, Merchant.NewNumber(), 1990)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_wrong_total_an_unpaid_order_and_an_unknown_refund_are_refused()
    {
        var (paid, open) = (Merchant.NewNumber(), Merchant.NewNumber());
        await _merchant.PlacePaidAsync(paid);
        await _merchant.PrepayAsync(_merchant.Order(open));

        (await _merchant.RefundAsync(paid, Merchant.NewNumber(), 100, totalFen: 2000)).Code.ShouldBe("INVALID_REQUEST");
        (await _merchant.RefundAsync(open, Merchant.NewNumber(), 100)).Code.ShouldBe("RESOURCE_NOT_EXISTS");
        (await QueryAsync("UNKNOWN1")).Code.ShouldBe("RESOURCE_NOT_EXISTS");
    }

    [Fact]
    public async Task A_payment_it_has_never_seen_is_refundable_only_when_imported_or_adopted()
    {
        var (imported, adopted) = (Merchant.NewNumber(), Merchant.NewNumber());
        (await _merchant.RefundAsync(imported, Merchant.NewNumber(), 100)).Status.ShouldBe(404);

        await sandbox.ControlAsync("orders/import", new { payments = new[] { new { outTradeNo = imported, totalFen = 1990 } } });
        (await _merchant.RefundAsync(imported, Merchant.NewNumber(), 100)).Status.ShouldBe(200);

        await sandbox.ControlAsync("settings", new { adoptUnknownPayments = true });
        (await _merchant.RefundAsync(adopted, Merchant.NewNumber(), 100)).Status.ShouldBe(200);
        (await _merchant.RefundAsync(adopted, Merchant.NewNumber(), 1900)).Code.ShouldBe("INVALID_REQUEST");
        await sandbox.ControlAsync("settings", new { adoptUnknownPayments = false });
    }

    [Fact]
    public async Task The_minute_between_refunds_of_one_order_can_be_demanded()
    {
        var number = Merchant.NewNumber();
        await _merchant.PlacePaidAsync(number);
        await sandbox.ControlAsync("settings", new { refundSpacingSeconds = 60 });

        (await _merchant.RefundAsync(number, Merchant.NewNumber(), 100)).Status.ShouldBe(200);
        var hasty = await _merchant.RefundAsync(number, Merchant.NewNumber(), 100);
        await sandbox.ControlAsync("settings", new { refundSpacingSeconds = 0 });

        (hasty.Status, hasty.Code).ShouldBe((429, "FREQUENCY_LIMITED"));
    }

    private Task<PayAnswer> QueryAsync(string outRefundNo) => _merchant.SendAsync("GET", "/v3/refund/domestic/refunds/" + outRefundNo);
}
