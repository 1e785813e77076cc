using System.Text;
using Banyan.Adapters.WeChat;
using Banyan.Kernel;
using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.Adapters.Tests.WeChat;

public sealed class WeChatPayClientTests(WeChatFixture wechat) : IClassFixture<WeChatFixture>
{
    [Fact]
    public async Task An_order_is_placed_paid_queried_and_refunded()
    {
        var (number, refundNumber) = (WeChatFixture.NewNumber(), WeChatFixture.NewNumber());
        var prepayId = await wechat.Pay.PrepayAsync(wechat.Order(number));
        (await wechat.Pay.PrepayAsync(wechat.Order(number))).ShouldBe(prepayId);
        (await wechat.Pay.QueryByOutTradeNoAsync(number))!.State.ShouldBe(WeChatTradeState.NotPaid);

        await wechat.Sandbox.ControlAsync("pay", new { prepayId });
        var payment = (await wechat.Pay.QueryByOutTradeNoAsync(number))!;

        payment.State.ShouldBe(WeChatTradeState.Paid);
        payment.WasPaid.ShouldBeTrue();
        payment.TotalFen.ShouldBe(new Fen(1990));
        payment.OpenId.ShouldBe("ojvFeC1kRxkVTgB_9FaLCFuOiuCs");
        payment.Attach.ShouldBe("shop=1");
        payment.TransactionId!.Length.ShouldBe(28);
        var age = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - payment.PaidAt!.Value;
        age.ShouldBeInRange(-1000, 60_000);

        var asked = await wechat.Pay.RefundAsync(wechat.Refund(number, refundNumber, 990));
        asked.State.ShouldBe(WeChatRefundState.Processing);
        await wechat.Sandbox.Shop.WaitAsync(refundNumber);
        var refund = (await wechat.Pay.QueryRefundAsync(refundNumber))!;
        (refund.State, refund.RefundFen, refund.OutTradeNo).ShouldBe((WeChatRefundState.Succeeded, new Fen(990), number));
        refund.SucceededAt.ShouldNotBeNull();
        (await wechat.Pay.QueryByOutTradeNoAsync(number))!.State.ShouldBe(WeChatTradeState.Refunded);
    }

    [Fact]
    public async Task Numbers_that_WeChat_does_not_know_are_null()
    {
        (await wechat.Pay.QueryByOutTradeNoAsync("UNKNOWN1")).ShouldBeNull();
        (await wechat.Pay.QueryRefundAsync("UNKNOWN1")).ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_number_is_not_believed_when_the_answer_is_unsigned()
    {
        await wechat.SpoilAsync("reply", "unsigned");

        var e = await Should.ThrowAsync<WeChatException>(() => wechat.Pay.QueryByOutTradeNoAsync("UNKNOWN1"));

        (e.Code, e.Verified).ShouldBe(("ORDER_NOT_EXIST", false));
    }

    [Fact]
    public async Task Closing_answers_with_nothing_and_may_be_repeated_but_a_paid_order_says_so()
    {
        var (open, paid) = (WeChatFixture.NewNumber(), WeChatFixture.NewNumber());
        await wechat.Pay.PrepayAsync(wechat.Order(open));
        await wechat.PaidAsync(paid);

        await wechat.Pay.CloseAsync(open);
        await wechat.Pay.CloseAsync(open);
        var e = await Should.ThrowAsync<WeChatException>(() => wechat.Pay.CloseAsync(paid));

        (await wechat.Pay.QueryByOutTradeNoAsync(open))!.State.ShouldBe(WeChatTradeState.Closed);
        (e.Code, e.HttpStatus, e.Retryable, e.Verified).ShouldBe(("ORDERPAID", 400, false, true));
    }

    [Theory]
    [InlineData("tamper-signature")]
    [InlineData("unsigned")]
    [InlineData("stale")]
    [InlineData("wrong-serial")]
    [InlineData("signtest")]
    public async Task An_empty_answer_must_be_signed_too(string kind)
    {
        var number = WeChatFixture.NewNumber();
        await wechat.Pay.PrepayAsync(wechat.Order(number));
        await wechat.SpoilAsync("reply", kind);

        var e = await Should.ThrowAsync<WeChatException>(() => wechat.Pay.CloseAsync(number));

        e.Code.ShouldBe(WeChatException.ReplyNotTrusted);
    }

    [Theory]
    [InlineData("tamper-body")]
    [InlineData("tamper-signature")]
    [InlineData("unsigned")]
    [InlineData("stale")]
    [InlineData("wrong-serial")]
    [InlineData("signtest")]
    public async Task A_spoiled_answer_is_never_a_result_and_the_question_may_be_asked_again(string kind)
    {
        var number = WeChatFixture.NewNumber();
        await wechat.SpoilAsync("reply", kind);

        var e = await Should.ThrowAsync<WeChatException>(() => wechat.Pay.PrepayAsync(wechat.Order(number)));

        (e.Code, e.HttpStatus, e.Retryable).ShouldBe((WeChatException.ReplyNotTrusted, 200, true));
        (await wechat.Pay.PrepayAsync(wechat.Order(number))).ShouldStartWith("wx");
    }

    [Fact]
    public async Task A_wrong_merchant_key_is_a_sign_error()
    {
        using var other = System.Security.Cryptography.RSA.Create(2048);
        var client = new WeChatPayClient(wechat.Options with { MerchantPrivateKey = other.ExportPkcs8PrivateKeyPem() }, wechat.Http);

        var e = await Should.ThrowAsync<WeChatException>(() => client.PrepayAsync(wechat.Order(WeChatFixture.NewNumber())));

        (e.Code, e.HttpStatus, e.Retryable).ShouldBe(("SIGN_ERROR", 401, false));
        e.ToString().ShouldNotContain("PRIVATE");
    }

    [Fact]
    public async Task Both_kinds_of_merchants_understand_the_replies_made_for_them()
    {
        foreach (var options in new[] { wechat.CertificateOnly, wechat.PublicKeyOnly })
        {
            var client = new WeChatPayClient(options, wechat.Http);
            (await client.PrepayAsync(wechat.Order(WeChatFixture.NewNumber()))).ShouldStartWith("wx");
        }
    }

    [Theory]
    [InlineData("error-500")]
    [InlineData("cut")]
    public async Task A_passing_failure_is_repeated_and_makes_one_order(string kind)
    {
        var number = WeChatFixture.NewNumber();
        await wechat.SpoilAsync("reply", kind);

        var prepayId = "";
        var calls = await wechat.CallsAsync("/v3/pay", async () => prepayId = await wechat.Pay.PrepayAsync(wechat.Order(number)));

        prepayId.ShouldStartWith("wx");
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task It_gives_up_after_the_attempts_that_are_configured()
    {
        await wechat.SpoilAsync("reply", "error-500", times: 3);

        WeChatException? e = null;
        var calls = await wechat.CallsAsync(
            "/v3/pay",
            async () => e = await Should.ThrowAsync<WeChatException>(() => wechat.Pay.PrepayAsync(wechat.Order(WeChatFixture.NewNumber())))
        );

        (e!.Code, e.HttpStatus, e.Retryable).ShouldBe(("SYSTEM_ERROR", 500, true));
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_rate_limit_is_left_to_the_caller()
    {
        await wechat.SpoilAsync("reply", "error-429");

        var e = await Should.ThrowAsync<WeChatException>(() => wechat.Pay.PrepayAsync(wechat.Order(WeChatFixture.NewNumber())));

        (e.Code, e.HttpStatus, e.Retryable).ShouldBe(("FREQUENCY_LIMITED", 429, true));
    }

    [Fact]
    public async Task A_slow_answer_ends_in_a_timeout_that_may_be_tried_again()
    {
        await wechat.SpoilAsync("reply", "delay", delayMs: 5000);
        var client = new WeChatPayClient(wechat.Options with { TimeoutSeconds = 1, Attempts = 1 }, wechat.Http);

        var e = await Should.ThrowAsync<WeChatException>(() => client.QueryByOutTradeNoAsync("UNKNOWN1"));

        (e.Code, e.HttpStatus, e.Retryable).ShouldBe((WeChatException.Timeout, 0, true));
    }

    [Fact]
    public async Task Nobody_listening_is_a_network_failure_that_may_be_tried_again()
    {
        var client = new WeChatPayClient(wechat.Options with { PayBase = "http://127.0.0.1:1", Attempts = 1 }, wechat.Http);

        var e = await Should.ThrowAsync<WeChatException>(() => client.CloseAsync("UNKNOWN1"));

        (e.Code, e.Retryable).ShouldBe((WeChatException.Network, true));
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_a_cancellation_and_not_a_failure_of_WeChat()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(700));
        await wechat.SpoilAsync("reply", "delay", delayMs: 5000);

        await Should.ThrowAsync<OperationCanceledException>(() => wechat.Pay.QueryByOutTradeNoAsync("UNKNOWN1", cancel.Token));
    }

    [Fact]
    public async Task Openssl_verifies_what_the_client_signs()
    {
        using var tap = new Tap(wechat.Http);
        using var http = new HttpClient(tap, disposeHandler: false);
        await new WeChatPayClient(wechat.Options, http).PrepayAsync(wechat.Order(WeChatFixture.NewNumber()));

        var (authorization, serial, body) = (tap.Authorization!, tap.Serial!, tap.Body!);
        var parts = authorization.Split(' ', 2)[1].Split(',').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1].Trim('"'));
        var head = $"POST\n/v3/pay/transactions/jsapi\n{parts["timestamp"]}\n{parts["nonce_str"]}\n";
        byte[] message = [.. Encoding.UTF8.GetBytes(head), .. body, (byte)'\n'];
        var publicKey = await OtherTools.PublicKeyOfAsync(wechat.Options.MerchantPrivateKey);

        authorization.ShouldStartWith("WECHATPAY2-SHA256-RSA2048 ");
        serial.ShouldBe(wechat.Options.PlatformPublicKeyId);
        (parts["mchid"], parts["serial_no"]).ShouldBe((wechat.Options.MerchantId, wechat.Options.MerchantSerial));
        (await OtherTools.VerifiesWithOpenSslAsync(publicKey, message, parts["signature"])).ShouldBeTrue();
        message[^2] ^= 1;
        (await OtherTools.VerifiesWithOpenSslAsync(publicKey, message, parts["signature"])).ShouldBeFalse();
    }

    [Fact]
    public async Task Openssl_verifies_the_signature_that_the_phone_carries()
    {
        var p = new JsapiSignature(wechat.Options).Sign("wx20261122000000abc", DateTimeOffset.FromUnixTimeSeconds(1795314180));

        var message = Encoding.UTF8.GetBytes($"{wechat.Options.AppId}\n{p.TimeStamp}\n{p.NonceStr}\nprepay_id=wx20261122000000abc\n");
        var publicKey = await OtherTools.PublicKeyOfAsync(wechat.Options.MerchantPrivateKey);
        p.TimeStamp.ShouldBe("1795314180");
        (p.AppId, p.SignType, p.Package).ShouldBe((wechat.Options.AppId, "RSA", "prepay_id=wx20261122000000abc"));
        (await OtherTools.VerifiesWithOpenSslAsync(publicKey, message, p.PaySign)).ShouldBeTrue();
    }

    /// <summary>Looks at what goes out and lets it pass.</summary>
    private sealed class Tap(HttpClient onward) : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        public string? Serial { get; private set; }

        public byte[]? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization!.ToString();
            Serial = request.Headers.GetValues("Wechatpay-Serial").Single();
            Body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(Body) };
            foreach (var (name, values) in request.Headers.Concat(request.Content.Headers))
            {
                if (!copy.Headers.TryAddWithoutValidation(name, values))
                {
                    copy.Content.Headers.TryAddWithoutValidation(name, values);
                }
            }

            return await onward.SendAsync(copy, cancellationToken);
        }
    }
}
