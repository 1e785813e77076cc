using Banyan.Adapters.WeChat;

namespace Banyan.Adapters.Tests.WeChat;

public sealed class WeChatOptionsTests(WeChatFixture wechat) : IClassFixture<WeChatFixture>
{
    [Fact]
    public void The_file_of_the_sandbox_is_fit_for_use_and_marked_as_sandbox()
    {
        wechat.Options.Problems().ShouldBeEmpty();
        wechat.Options.Sandbox.ShouldBeTrue();
        wechat.Options.CashierUrl("wx1").ShouldBe(wechat.Sandbox.Address + "/cashier/wx1?from=shop");
    }

    [Fact]
    public void Keys_of_the_sandbox_are_known_even_when_the_flag_and_the_hosts_are_gone()
    {
        var disguised = wechat.Options with
        {
            Sandbox = false,
            ApiBase = "https://api.weixin.qq.com",
            PayBase = "https://api.mch.weixin.qq.com",
        };

        disguised.UsesSandbox.ShouldBeTrue();
        (disguised with { PlatformPublicKeyId = "PUB_KEY_ID_0119000000002026" }).UsesSandbox.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_configured_out_of_the_box_and_each_gap_is_named()
    {
        var problems = new WeChatOptions().Problems();

        foreach (
            var name in new[]
            {
                "NotifyBase",
                "AppId",
                "AppSecret",
                "MerchantId",
                "MerchantSerial",
                "MerchantPrivateKey",
                "ApiV3Key",
                "PlatformPublicKey",
            }
        )
        {
            problems.ShouldContain(p => p.Contains(name));
        }
    }

    [Fact]
    public void A_bad_key_is_found_at_the_start_and_plain_http_is_for_the_sandbox_only()
    {
        var o = wechat.Options;

        (o with { MerchantPrivateKey = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----" }).Problems().Count.ShouldBe(1);
        (o with { PlatformPublicKey = "x" }).Problems().Count.ShouldBe(1);
        (o with { PlatformCertificates = ["x"] }).Problems().Count.ShouldBe(1);
        (o with { ApiV3Key = "short" }).Problems().Count.ShouldBe(1);
        (o with { Sandbox = false }).Problems().Count.ShouldBe(3);
        (o with { PayBase = "http://pay.example" }).Problems().Count.ShouldBe(1);
    }

    [Fact]
    public void Its_text_holds_no_secrets()
    {
        var text = wechat.Options.ToString();

        text.ShouldContain(wechat.Options.AppId);
        text.ShouldNotContain(wechat.Options.AppSecret);
        text.ShouldNotContain(wechat.Options.ApiV3Key);
        text.ShouldNotContain("KEY-----");
    }
}
