using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Adapters.WeChat;
using Banyan.Kernel;
using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.Adapters.Tests.WeChat;

public sealed class WeChatPayNotificationsTests(WeChatFixture wechat) : IClassFixture<WeChatFixture>
{
    [Fact]
    public async Task A_payment_is_accepted_and_opened()
    {
        var number = WeChatFixture.NewNumber();

        var accepted = Verify(wechat.Options, await wechat.PaidAsync(number)).ShouldBeOfType<NotificationVerdict.Accepted>();

        var notification = accepted.Notification;
        (notification.EventType, notification.Refund).ShouldBe(("TRANSACTION.SUCCESS", null));
        var payment = notification.Payment!;
        (payment.OutTradeNo, payment.TotalFen, payment.State).ShouldBe((number, new Fen(1990), WeChatTradeState.Paid));
        payment.ShouldBe(await wechat.Pay.QueryByOutTradeNoAsync(number));
    }

    [Theory]
    [InlineData("success", "REFUND.SUCCESS", WeChatRefundState.Succeeded)]
    [InlineData("closed", "REFUND.CLOSED", WeChatRefundState.Closed)]
    [InlineData("abnormal", "REFUND.ABNORMAL", WeChatRefundState.Abnormal)]
    public async Task A_refund_is_accepted_and_opened(string outcome, string eventType, WeChatRefundState state)
    {
        var (number, refundNumber) = (WeChatFixture.NewNumber(), WeChatFixture.NewNumber());
        await wechat.PaidAsync(number);
        await wechat.Sandbox.ControlAsync("refunds/outcome", new { outcome, outRefundNo = refundNumber });
        await wechat.Pay.RefundAsync(wechat.Refund(number, refundNumber, 500));

        var verdict = Verify(wechat.Options, (await wechat.Sandbox.Shop.WaitAsync(refundNumber))[0]);

        var notification = verdict.ShouldBeOfType<NotificationVerdict.Accepted>().Notification;
        var refund = notification.Refund!;
        (notification.EventType, refund.State, refund.OutRefundNo).ShouldBe((eventType, state, refundNumber));
        (refund.RefundFen, refund.TotalFen, refund.OutTradeNo).ShouldBe((new Fen(500), new Fen(1990), number));
    }

    [Theory]
    [InlineData("tamper-body", "bad_signature")]
    [InlineData("tamper-signature", "bad_signature")]
    [InlineData("signtest", "bad_signature")]
    [InlineData("wrong-serial", "bad_signature")]
    [InlineData("unsigned", "unsigned")]
    [InlineData("stale", "stale")]
    public async Task A_spoiled_notification_is_refused_and_the_good_one_that_follows_is_accepted(string kind, string reason)
    {
        var number = WeChatFixture.NewNumber();
        await wechat.Sandbox.ControlAsync("settings", new { notifySpeed = 1000 });
        wechat.Sandbox.Shop.AnswerWith(number, 401);
        await wechat.SpoilAsync("notify", kind);
        await wechat.PaidAsync(number);

        var received = await wechat.Sandbox.Shop.WaitAsync(number, 2);

        Verify(wechat.Options, received[0]).ShouldBe(new NotificationVerdict.Refused(reason));
        Verify(wechat.Options, received[1]).ShouldBeOfType<NotificationVerdict.Accepted>();
    }

    [Fact]
    public async Task The_serial_chooses_the_key_while_WeChat_switches_over()
    {
        await wechat.Sandbox.ControlAsync("settings", new { certificatePercent = 50 });
        var number = WeChatFixture.NewNumber();
        await wechat.PaidAsync(number);
        await wechat.Sandbox.ControlAsync("notify-again", new { outTradeNo = number, times = 40 });
        await wechat.Sandbox.ControlAsync("settings", new { certificatePercent = 0 });

        var received = wechat.Sandbox.Shop.Of(number);

        var byCertificate = received.Where(r => r.Header("Wechatpay-Serial") == wechat.CertificateSerial).ToList();
        var byKey = received.Except(byCertificate).ToList();
        byCertificate.Count.ShouldBeGreaterThan(0);
        byKey.Count.ShouldBeGreaterThan(0);
        received.ShouldAllBe(r => Verify(wechat.Options, r) is NotificationVerdict.Accepted);
        byCertificate.ShouldAllBe(r => Verify(wechat.PublicKeyOnly, r) == new NotificationVerdict.Refused("unknown_serial"));
        byKey.ShouldAllBe(r => Verify(wechat.CertificateOnly, r) == new NotificationVerdict.Refused("unknown_serial"));
    }

    [Fact]
    public async Task Only_the_raw_bytes_verify()
    {
        var received = await wechat.PaidAsync(WeChatFixture.NewNumber());
        byte[] rewritten = [.. received.Body, (byte)'\n'];
        JsonNode.DeepEquals(JsonNode.Parse(rewritten), JsonNode.Parse(received.Body)).ShouldBeTrue();

        Verify(wechat.Options, received with { Body = rewritten }).ShouldBe(new NotificationVerdict.Refused("bad_signature"));
    }

    [Fact]
    public async Task Another_merchant_another_app_and_another_key_are_refused()
    {
        var received = await wechat.PaidAsync(WeChatFixture.NewNumber());

        Verify(wechat.Options with { MerchantId = "1900000001" }, received).ShouldBe(new NotificationVerdict.Refused("foreign_merchant"));
        Verify(wechat.Options with { AppId = "wx0" }, received).ShouldBe(new NotificationVerdict.Refused("foreign_merchant"));
        Verify(wechat.Options with { ApiV3Key = new string('k', 32) }, received).ShouldBe(new NotificationVerdict.Refused("not_decrypted"));
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    [InlineData(-299, true)]
    [InlineData(-301, false)]
    public async Task A_message_is_fresh_for_less_than_five_minutes_by_the_clock_that_is_given(int laterSeconds, bool accepted)
    {
        var received = await wechat.PaidAsync(WeChatFixture.NewNumber());
        var sentAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(received.Header("Wechatpay-Timestamp"), CultureInfo.InvariantCulture));

        var verdict = Verify(wechat.Options with { Clock = new StoppedClock(sentAt.AddSeconds(laterSeconds)) }, received);

        (verdict is NotificationVerdict.Accepted).ShouldBe(accepted);
    }

    [Theory]
    [InlineData("transaction")]
    [InlineData("")]
    public async Task What_openssl_signed_and_node_encrypted_is_accepted(string associatedData)
    {
        var resource = new JsonObject
        {
            ["appid"] = wechat.Options.AppId,
            ["mchid"] = wechat.Options.MerchantId,
            ["out_trade_no"] = "FOREIGN001",
            ["transaction_id"] = "4200001234202611220000000001",
            ["trade_state"] = "SUCCESS",
            ["success_time"] = "2026-11-22T10:23:00+08:00",
            ["payer"] = new JsonObject { ["openid"] = "oForeign" },
            ["amount"] = new JsonObject { ["total"] = 1, ["payer_total"] = 1 },
        };

        var verdict = Verify(wechat.Options, await MakeAsync(resource.ToJsonString(), associatedData));

        var payment = verdict.ShouldBeOfType<NotificationVerdict.Accepted>().Notification.Payment!;
        (payment.OutTradeNo, payment.TotalFen, payment.PaidAt).ShouldBe(("FOREIGN001", new Fen(1), 1795314180000));
    }

    [Theory]
    [InlineData("""{"trade_state":"SUCCESS"}""")]
    [InlineData("""{"appid":"a","mchid":"m","out_trade_no":"T1","trade_state":"SUCCESS","amount":{"total":1}}""")]
    [InlineData("""{"appid":"a","mchid":"m","out_trade_no":"T1","trade_state":"BRAND_NEW"}""")]
    [InlineData("""{"amount":{"total":"1.00"}}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    public async Task Content_that_is_signed_but_incomplete_is_refused(string resource) =>
        Verify(wechat.Options, await MakeAsync(resource, "transaction")).ShouldBe(new NotificationVerdict.Refused("unreadable"));

    [Fact]
    public async Task An_event_of_another_kind_is_accepted_without_a_payment()
    {
        var verdict = Verify(wechat.Options, await MakeAsync("""{"x":1}""", "x", "COMPLAINT.CREATE"));

        var notification = verdict.ShouldBeOfType<NotificationVerdict.Accepted>().Notification;
        (notification.EventType, notification.Resource, notification.Payment, notification.Refund).ShouldBe(
            ("COMPLAINT.CREATE", """{"x":1}""", null, null)
        );
    }

    private static NotificationVerdict Verify(WeChatOptions options, Received received) =>
        new WeChatPayNotifications(options).Verify(WeChatSignature.From(received.Header), received.Body);

    private async Task<Received> MakeAsync(string resource, string associatedData, string eventType = "TRANSACTION.SUCCESS")
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = "EV-1",
                event_type = eventType,
                resource = new
                {
                    algorithm = "AEAD_AES_256_GCM",
                    ciphertext = await OtherTools.EncryptWithNodeAsync(wechat.Options.ApiV3Key, "abcdef012345", associatedData, resource),
                    associated_data = associatedData,
                    nonce = "abcdef012345",
                },
            }
        );
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] message = [.. Encoding.UTF8.GetBytes($"{timestamp}\nN1\n"), .. body, (byte)'\n'];
        var headers = new Dictionary<string, string>
        {
            ["Wechatpay-Timestamp"] = timestamp,
            ["Wechatpay-Nonce"] = "N1",
            ["Wechatpay-Serial"] = wechat.Options.PlatformPublicKeyId,
            ["Wechatpay-Signature"] = await OtherTools.SignWithOpenSslAsync((string)wechat.Sandbox.Keys["publicKeyPrivateKey"]!, message),
        };
        return new Received(headers, body);
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
