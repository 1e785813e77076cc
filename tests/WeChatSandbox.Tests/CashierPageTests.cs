using System.Net;
using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.WeChatSandbox.Tests;

public sealed class CashierPageTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private readonly Merchant _merchant = new(sandbox);

    [Fact]
    public async Task The_page_shows_the_order_and_paying_leads_back_to_the_shop()
    {
        var number = Merchant.NewNumber();
        var prepay = await PlaceAsync(number);
        var back = sandbox.Shop.Address + "/#/pages/order/detail?id=1";
        var page = await GetAsync($"/cashier/{prepay}?from=shop&return={Uri.EscapeDataString(back)}");
        page.ShouldContain("19.90");
        page.ShouldContain("阳山水蜜桃");
        page.ShouldContain("立即支付");
        page.ShouldContain("沙箱");

        using var paid = await SubmitAsync(prepay, "pay", back);
        paid.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var result = await GetAsync(paid.Headers.Location!.OriginalString);

        result.ShouldContain("支付成功");
        result.ShouldContain("http-equiv=\"refresh\"");
        WebUtility.HtmlDecode(result).ShouldContain($"3;url={back}");
        ((string)(await _merchant.QueryAsync(number)).Json["trade_state"]!).ShouldBe("SUCCESS");
    }

    [Fact]
    public async Task A_failed_payment_says_why_and_can_be_tried_again()
    {
        var prepay = await PlaceAsync(Merchant.NewNumber());

        using var failed = await SubmitAsync(prepay, "fail", "");
        var page = await GetAsync(failed.Headers.Location!.OriginalString);

        page.ShouldContain("余额不足");
        page.ShouldContain("立即支付");
    }

    [Fact]
    public async Task An_order_past_its_time_takes_no_payment_unless_the_money_was_on_its_way()
    {
        var number = Merchant.NewNumber();
        var order = _merchant.Order(number);
        order["time_expire"] = TimeProvider.System.GetUtcNow().AddMinutes(15).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        var prepay = (string)(await _merchant.PrepayAsync(order)).Json["prepay_id"]!;
        await sandbox.ControlAsync("clock", new { advanceSeconds = 901 });

        var page = await GetAsync("/cashier/" + prepay);
        using var submitted = await SubmitAsync(prepay, "pay", "");
        var after = (await sandbox.ShowAsync("orders/" + number))["state"];
        var late = await sandbox.ControlAsync("pay", new { outTradeNo = number, late = true });
        await sandbox.ControlAsync("clock", new { offsetSeconds = 0 });

        page.ShouldContain("订单已过期");
        ((string)after!).ShouldBe("NOTPAY");
        ((string)late["order"]!["state"]!).ShouldBe("SUCCESS");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://user@127.0.0.1/")]
    [InlineData("http://127.0.0.1.evil.example/")]
    [InlineData("data:text/html,x")]
    public async Task A_return_address_elsewhere_is_dropped(string address)
    {
        var prepay = await PlaceAsync(Merchant.NewNumber());

        var page = await GetAsync($"/cashier/{prepay}?return={Uri.EscapeDataString(address)}");
        using var paid = await SubmitAsync(prepay, "pay", address);

        page.ShouldNotContain("evil");
        page.ShouldNotContain("javascript:");
        paid.Headers.Location!.OriginalString.ShouldBe("/cashier/" + prepay);
        (await GetAsync("/cashier/" + prepay)).ShouldNotContain("http-equiv=\"refresh\"");
    }

    [Theory]
    [InlineData("/#/pages/order/list")]
    [InlineData("http://localhost:5080/#/x")]
    [InlineData("http://127.0.0.1:5173/")]
    public async Task A_return_address_of_the_shop_is_kept(string address)
    {
        var prepay = await PlaceAsync(Merchant.NewNumber());

        var page = WebUtility.HtmlDecode(await GetAsync($"/cashier/{prepay}?return={Uri.EscapeDataString(address)}"));

        page.ShouldContain(address.StartsWith('/') ? sandbox.Shop.Address + address : address);
    }

    [Fact]
    public async Task Text_of_an_order_and_of_the_address_is_never_markup()
    {
        var order = _merchant.Order(Merchant.NewNumber());
        order["description"] = "<script>alert(1)</script>\"'{{css}}";
        var prepay = (string)(await _merchant.PrepayAsync(order)).Json["prepay_id"]!;

        var page = await GetAsync($"/cashier/{prepay}?return={Uri.EscapeDataString("/x\"><script>alert(2)</script>")}");
        var index = await GetAsync("/");

        foreach (var html in new[] { page, index })
        {
            html.ShouldNotContain("<script");
            html.ShouldContain("&lt;script&gt;alert(1)");
        }
    }

    [Fact]
    public async Task Pages_run_no_script_and_may_not_be_framed()
    {
        using var response = await sandbox.Http.GetAsync("/cashier/unknown");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
    }

    private async Task<string> PlaceAsync(string number) =>
        (string)(await _merchant.PrepayAsync(_merchant.Order(number))).Json["prepay_id"]!;

    private async Task<string> GetAsync(string path)
    {
        using var response = await sandbox.Http.GetAsync(path);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> SubmitAsync(string prepay, string act, string back)
    {
        using var form = new FormUrlEncodedContent([new("return", back)]);
        return await sandbox.Http.PostAsync($"/cashier/{prepay}/{act}", form);
    }
}
