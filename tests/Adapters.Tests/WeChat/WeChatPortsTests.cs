using Banyan.Adapters.WeChat;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Adapters.Tests.WeChat;

/// <summary>The ports of Commerce as the container fills them.</summary>
public sealed class WeChatPortsTests(WeChatFixture wechat) : IClassFixture<WeChatFixture>, IDisposable
{
    private static readonly Id s_shop = new(1);
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddLogging()
        .AddWeChat(wechat.Configuration)
        .BuildServiceProvider();

    private IPaymentChannel Channel => _services.GetRequiredService<IPaymentChannel>();

    private IWeChatLogin Login => _services.GetRequiredService<IWeChatLogin>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task A_payment_goes_all_the_way_and_notification_and_query_say_the_same()
    {
        var (order, refundNo) = (Order(), WeChatFixture.NewNumber());
        var prepayId = (await Channel.Prepay(order, default)).Value;
        (await Channel.Query(order.OutTradeNo, default)).ShouldBeNull();
        var client = Channel.Sign(prepayId, TimeProvider.System.GetUtcNow());
        client.CashierUrl.ShouldBe($"{wechat.Sandbox.Address}/cashier/{prepayId}?from=shop");
        client.Jsapi.Package.ShouldBe("prepay_id=" + prepayId);

        await wechat.Sandbox.ControlAsync("pay", new { prepayId, waitSeconds = 10 });
        var told = Channel.OpenPaymentNotice(await MessageAsync("notify"));

        told.Value.OutTradeNo.ShouldBe(order.OutTradeNo);
        (told.Value.AmountFen, told.Value.Channel).ShouldBe((new Fen(1990), "wechat"));
        told.Value.ShouldBe(await Channel.Query(order.OutTradeNo, default));
        (await Channel.Close(order.OutTradeNo, default)).ShouldBeFalse();
        (await Channel.Prepay(order, default)).Refusal!.Code.ShouldBe("already_paid");

        var asked = await Channel.Refund(new ChannelRefund(order.OutTradeNo, refundNo, new Fen(990), new Fen(1990), "不想要了"), default);
        asked.State.ShouldBe(ChannelRefundState.Processing);
        var refunded = Channel.OpenRefundNotice(await MessageAsync("refund-notify"));
        (refunded.Value.OutRefundNo, refunded.Value.State).ShouldBe((refundNo, ChannelRefundState.Succeeded));
        refunded.Value.ShouldBe(await Channel.QueryRefund(refundNo, default));
        (await Channel.Query(order.OutTradeNo, default)).ShouldBe(told.Value);
    }

    [Fact]
    public async Task A_closed_order_stays_closed()
    {
        var order = Order();
        await Channel.Prepay(order, default);

        (await Channel.Close(order.OutTradeNo, default)).ShouldBeTrue();
        (await Channel.Close(order.OutTradeNo, default)).ShouldBeTrue();

        (await Channel.Query(order.OutTradeNo, default)).ShouldBeNull();
        (await Channel.Prepay(order, default)).Refusal!.Code.ShouldBe("order_closed");
        (await Channel.QueryRefund("UNKNOWN1", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_forged_message_and_one_about_something_else_are_refused()
    {
        var order = Order();
        var prepayId = (await Channel.Prepay(order, default)).Value;
        await wechat.Sandbox.ControlAsync("pay", new { prepayId, waitSeconds = 10 });
        var good = await MessageAsync("notify");
        var body = good.Body.ToArray();
        body[^10] ^= 1;

        (Channel.OpenPaymentNotice(good with { Body = body }).Refusal!).Status.ShouldBe(401);
        (Channel.OpenPaymentNotice(good with { Headers = new Dictionary<string, string>() }).Refusal!).Status.ShouldBe(401);
        (Channel.OpenRefundNotice(good).Refusal!).Status.ShouldBe(401);
        Channel.OpenPaymentNotice(good).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task A_WeChat_that_fails_for_now_is_a_refusal_to_come_back_later()
    {
        await wechat.SpoilAsync("reply", "error-500", times: 3);
        (await Channel.Prepay(Order(), default)).Refusal!.Status.ShouldBe(503);

        await wechat.SpoilAsync("reply", "busy", times: 3);
        (await Login.Identify(s_shop, "persona:alice", default)).Refusal.ShouldBe(WeChatRefusals.Unreachable);
    }

    [Fact]
    public async Task A_person_and_a_phone_number_are_found_and_bad_codes_refused()
    {
        (await Login.Identify(s_shop, "persona:alice", default)).Value.ShouldBe(new WeChatIdentity("ojvFeC1kRxkVTgB_9FaLCFuOiuCs", null));
        (await Login.PhoneOf(s_shop, "phone:13912345678", default)).Value.ShouldBe("13912345678");
        (await Login.Identify(s_shop, "nonsense", default)).Refusal.ShouldBe(WeChatRefusals.BadCode);
        (await Login.PhoneOf(s_shop, "nonsense", default)).Refusal.ShouldBe(WeChatRefusals.BadCode);
    }

    [Fact]
    public async Task A_shop_without_WeChat_starts_and_says_that_it_cannot_take_money()
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddWeChat(new ConfigurationBuilder().Build())
            .BuildServiceProvider();

        var channel = services.GetRequiredService<IPaymentChannel>();

        (await channel.Prepay(Order(), default)).Refusal.ShouldBe(WeChatRefusals.Unreachable);
        var forged = new ChannelMessage(new Dictionary<string, string>(), "{}"u8.ToArray());
        channel.OpenPaymentNotice(forged).Refusal!.Status.ShouldBe(401);
    }

    private static PrepayOrder Order() =>
        new(
            WeChatFixture.NewNumber(),
            "阳山水蜜桃 5 斤装",
            new Fen(1990),
            "ojvFeC1kRxkVTgB_9FaLCFuOiuCs",
            DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 900)
        );

    /// <summary>The newest message that came to this address of the shop.</summary>
    private async Task<ChannelMessage> MessageAsync(string name)
    {
        var received = (await wechat.Sandbox.Shop.WaitAsync(name))[^1];
        return new ChannelMessage(received.Headers, received.Body);
    }
}
