using System.Text.Json.Nodes;
using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.WeChatSandbox.Tests;

public sealed class NotificationTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private readonly Merchant _merchant = new(sandbox);

    [Fact]
    public async Task A_payment_is_told_with_a_signature_that_openssl_verifies_and_content_that_node_decrypts()
    {
        var number = Merchant.NewNumber();
        await _merchant.PlacePaidAsync(number);

        var told = (await sandbox.Shop.WaitAsync(number))[0];

        told.Header("Wechatpay-Serial").ShouldBe(sandbox.Setting("PlatformPublicKeyId"));
        var signature = told.Header("Wechatpay-Signature");
        (await OtherTools.VerifiesWithOpenSslAsync(sandbox.Setting("PlatformPublicKey"), told.SignedBytes(), signature)).ShouldBeTrue();
        var content = await ContentAsync(told);
        ((string)content["out_trade_no"]!).ShouldBe(number);
        ((string)content["trade_state"]!).ShouldBe("SUCCESS");
        ((string)content["mchid"]!).ShouldBe(sandbox.Setting("MerchantId"));
        ((string)content["success_time"]!).ShouldEndWith("+08:00");
    }

    [Fact]
    public async Task The_certificate_can_sign_all_of_them()
    {
        var number = Merchant.NewNumber();
        await sandbox.ControlAsync("settings", new { certificatePercent = 100 });
        await _merchant.PlacePaidAsync(number);
        await sandbox.ControlAsync("settings", new { certificatePercent = 0 });

        var told = (await sandbox.Shop.WaitAsync(number))[0];

        told.Header("Wechatpay-Serial").ShouldBe((string)sandbox.Keys["certificateSerial"]!);
        var certificate = (string)sandbox.Section["PlatformCertificates"]![0]!;
        (await OtherTools.VerifiesWithOpenSslAsync(certificate, told.SignedBytes(), told.Header("Wechatpay-Signature"))).ShouldBeTrue();
    }

    [Fact]
    public async Task An_unanswered_notification_is_repeated_with_the_same_id_until_it_is_answered()
    {
        var number = Merchant.NewNumber();
        await sandbox.ControlAsync("settings", new { notifySpeed = 1000 });
        sandbox.Shop.AnswerWith(number, 500, 401, 302);
        await _merchant.PlacePaidAsync(number);
        await sandbox.ControlAsync("settings", new { notifySpeed = 60 });

        var all = await sandbox.Shop.WaitAsync(number, 4);

        all.Count.ShouldBe(4);
        all.Select(r => (string)JsonNode.Parse(r.Body)!["id"]!).Distinct().Count().ShouldBe(1);
        all.Select(r => r.Header("Wechatpay-Nonce")).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task The_ladder_has_fifteen_rungs_and_then_it_gives_up()
    {
        var number = Merchant.NewNumber();
        await sandbox.ControlAsync("settings", new { notifySpeed = 1_000_000 });
        sandbox.Shop.AnswerWith(number, Enumerable.Repeat(500, 16));
        await _merchant.PlacePaidAsync(number);
        await sandbox.ControlAsync("settings", new { notifySpeed = 60 });

        var shown = (await sandbox.ShowAsync("notifications?outTradeNo=" + number))["items"]![0]!;

        ((string)shown["state"]!).ShouldBe("given-up");
        sandbox.Shop.Of(number).Count.ShouldBe(16);
    }

    [Fact]
    public async Task The_ladder_follows_the_sandbox_clock()
    {
        var number = Merchant.NewNumber();
        await sandbox.ControlAsync("settings", new { notifySpeed = 1 });
        sandbox.Shop.AnswerWith(number, 500);
        await _merchant.PrepayAsync(_merchant.Order(number));
        await sandbox.ControlAsync("pay", new { outTradeNo = number });
        await sandbox.Shop.WaitAsync(number);

        await sandbox.ControlAsync("clock", new { advanceSeconds = 16 });
        await sandbox.Shop.WaitAsync(number, 2);
        await sandbox.ControlAsync("clock", new { offsetSeconds = 0 });
        await sandbox.ControlAsync("settings", new { notifySpeed = 60 });
    }

    [Fact]
    public async Task A_lost_notification_never_comes_but_can_be_sent_again_many_times_at_once()
    {
        var number = Merchant.NewNumber();
        await sandbox.ControlAsync("chaos", new { target = "notify", kind = "lose" });
        await _merchant.PlacePaidAsync(number);
        sandbox.Shop.Of(number).ShouldBeEmpty();

        var again = await sandbox.ControlAsync(
            "notify-again",
            new
            {
                outTradeNo = number,
                times = 20,
                parallel = true,
            }
        );

        again["statuses"]!.AsArray().Select(s => (int)s!).ShouldBe(Enumerable.Repeat(204, 20));
        sandbox.Shop.Of(number).Select(r => (string)JsonNode.Parse(r.Body)!["id"]!).Distinct().Count().ShouldBe(1);
        sandbox.Shop.Of(number).Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_payment_that_was_never_told_can_be_told_on_request()
    {
        var number = Merchant.NewNumber();
        await _merchant.PrepayAsync(_merchant.Order(number));
        await sandbox.ControlAsync("pay", new { outTradeNo = number, notify = false });
        (await sandbox.ShowAsync("notifications?outTradeNo=" + number))["items"]!.AsArray().ShouldBeEmpty();

        await sandbox.ControlAsync("notify-again", new { outTradeNo = number });

        ((string)(await ContentAsync((await sandbox.Shop.WaitAsync(number))[0]))["out_trade_no"]!).ShouldBe(number);
    }

    private async Task<JsonNode> ContentAsync(Received told)
    {
        var resource = JsonNode.Parse(told.Body)!["resource"]!;
        var content = await OtherTools.DecryptWithNodeAsync(
            sandbox.Setting("ApiV3Key"),
            (string)resource["nonce"]!,
            (string)resource["associated_data"]!,
            (string)resource["ciphertext"]!
        );
        return JsonNode.Parse(content)!;
    }
}
