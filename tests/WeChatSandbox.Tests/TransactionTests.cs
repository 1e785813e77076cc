using System.Text.Json.Nodes;
using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.WeChatSandbox.Tests;

public sealed class TransactionTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private readonly Merchant _merchant = new(sandbox);

    [Fact]
    public async Task The_same_number_with_the_same_values_is_the_same_order()
    {
        var order = _merchant.Order(Merchant.NewNumber());

        var first = await _merchant.PrepayAsync(order);
        var second = await _merchant.PrepayAsync(order);

        ((string)second.Json["prepay_id"]!).ShouldBe((string)first.Json["prepay_id"]!);
    }

    [Fact]
    public async Task The_same_number_with_another_amount_is_refused()
    {
        var number = Merchant.NewNumber();
        await _merchant.PrepayAsync(_merchant.Order(number));

        var answer = await _merchant.PrepayAsync(_merchant.Order(number, 1991));

        (answer.Status, answer.Code).ShouldBe((400, "INVALID_REQUEST"));
    }

    [Fact]
    public async Task A_paid_order_shows_its_payment_and_can_neither_be_placed_nor_closed_again()
    {
        var number = Merchant.NewNumber();
        await _merchant.PlacePaidAsync(number);

        var shown = (await _merchant.QueryAsync(number)).Json;
        ((string)shown["trade_state"]!).ShouldBe("SUCCESS");
        ((long)shown["amount"]!["payer_total"]!).ShouldBe(1990);
        ((string)shown["transaction_id"]!).Length.ShouldBe(28);
        var byId = await _merchant.SendAsync(
            "GET",
            $"/v3/pay/transactions/id/{shown["transaction_id"]}?mchid={sandbox.Setting("MerchantId")}"
        );
        ((string)byId.Json["out_trade_no"]!).ShouldBe(number);
        (await _merchant.PrepayAsync(_merchant.Order(number))).Code.ShouldBe("ORDERPAID");
        (await _merchant.CloseAsync(number)).Code.ShouldBe("ORDERPAID");
    }

    [Fact]
    public async Task A_closed_order_takes_no_payment_but_one_that_was_on_its_way_arrives()
    {
        var number = Merchant.NewNumber();
        await _merchant.PrepayAsync(_merchant.Order(number));
        (await _merchant.CloseAsync(number)).Status.ShouldBe(204);
        (await _merchant.CloseAsync(number)).Status.ShouldBe(204);

        using var refused = await sandbox.Http.PostAsync("/sandbox/pay", Body(new { outTradeNo = number }));
        ((int)refused.StatusCode).ShouldBe(409);
        (await _merchant.PrepayAsync(_merchant.Order(number))).Code.ShouldBe("ORDER_CLOSED");

        await sandbox.ControlAsync("pay", new { outTradeNo = number, late = true });
        ((string)(await _merchant.QueryAsync(number)).Json["trade_state"]!).ShouldBe("SUCCESS");
    }

    [Fact]
    public async Task Closing_a_number_that_was_never_used_spends_it()
    {
        var number = Merchant.NewNumber();

        (await _merchant.CloseAsync(number)).Status.ShouldBe(204);

        (await _merchant.PrepayAsync(_merchant.Order(number))).Code.ShouldBe("INVALID_REQUEST");
        (await _merchant.QueryAsync(number)).Code.ShouldBe("ORDER_NOT_EXIST");
    }

    [Fact]
    public async Task A_failed_payment_leaves_the_order_open()
    {
        var number = Merchant.NewNumber();
        await _merchant.PrepayAsync(_merchant.Order(number));

        await sandbox.ControlAsync("fail", new { outTradeNo = number, reason = "余额不足" });

        ((string)(await _merchant.QueryAsync(number)).Json["trade_state"]!).ShouldBe("NOTPAY");
        await sandbox.ControlAsync("pay", new { outTradeNo = number });
        ((string)(await _merchant.QueryAsync(number)).Json["trade_state"]!).ShouldBe("SUCCESS");
    }

    [Theory]
    [InlineData("/amount/total", "0")]
    [InlineData("/amount/total", "-1")]
    [InlineData("/amount/total", "19.9")]
    [InlineData("/amount/total", "\"1990\"")]
    [InlineData("/amount/currency", "\"USD\"")]
    [InlineData("/out_trade_no", "\"short\"")]
    [InlineData("/out_trade_no", "\"has space 1\"")]
    [InlineData("/description", "\"\"")]
    [InlineData("/notify_url", "\"http://shop.example/notify\"")]
    [InlineData("/notify_url", "\"https://shop.example/notify?a=1\"")]
    [InlineData("/payer/openid", "\"42\"")]
    [InlineData("/time_expire", "\"tomorrow\"")]
    [InlineData("/time_expire", "\"2020-01-01T00:00:00+08:00\"")]
    public async Task A_field_that_breaks_a_rule_is_named(string pointer, string value)
    {
        var order = _merchant.Order(Merchant.NewNumber());
        var path = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var parent = path.Length == 2 ? order[path[0]]!.AsObject() : order;
        parent[path[^1]] = JsonNode.Parse(value);

        var answer = await _merchant.PrepayAsync(order);

        (answer.Status, answer.Code).ShouldBe((400, "PARAM_ERROR"));
        ((string)answer.Json["detail"]!["field"]!).ShouldBe(pointer);
    }

    [Fact]
    public async Task Another_app_or_merchant_is_refused()
    {
        var foreignApp = _merchant.Order(Merchant.NewNumber());
        foreignApp["appid"] = "wx0000000000000000";
        var foreignMerchant = _merchant.Order(Merchant.NewNumber());
        foreignMerchant["mchid"] = "1900000001";

        (await _merchant.PrepayAsync(foreignApp)).Code.ShouldBe("APPID_MCHID_NOT_MATCH");
        (await _merchant.PrepayAsync(foreignMerchant)).Code.ShouldBe("PARAM_ERROR");
        (await _merchant.SendAsync("GET", "/v3/pay/transactions/out-trade-no/UNKNOWN1?mchid=1900000001")).Code.ShouldBe("PARAM_ERROR");
    }

    [Fact]
    public async Task Twenty_payments_at_once_pay_once()
    {
        var number = Merchant.NewNumber();
        await _merchant.PrepayAsync(_merchant.Order(number));

        var attempts = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => sandbox.Http.PostAsync("/sandbox/pay", Body(new { outTradeNo = number })))
        );

        attempts.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
        attempts.Count(a => (int)a.StatusCode == 409).ShouldBe(19);
    }

    private static System.Net.Http.Json.JsonContent Body(object value) => System.Net.Http.Json.JsonContent.Create(value);
}
