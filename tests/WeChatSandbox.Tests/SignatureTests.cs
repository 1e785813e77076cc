using Banyan.WeChatSandbox.Tests.Support;

namespace Banyan.WeChatSandbox.Tests;

public sealed class SignatureTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    [Fact]
    public async Task A_request_signed_by_openssl_is_accepted_and_openssl_verifies_the_reply_with_the_public_key()
    {
        var merchant = new Merchant(sandbox) { AskForSerial = sandbox.Setting("PlatformPublicKeyId") };

        var answer = await merchant.PrepayAsync(merchant.Order(Merchant.NewNumber()));

        answer.Status.ShouldBe(200);
        answer.Header("Wechatpay-Serial").ShouldBe(sandbox.Setting("PlatformPublicKeyId"));
        (await VerifiesAsync(sandbox.Setting("PlatformPublicKey"), answer)).ShouldBeTrue();
        (await VerifiesAsync((string)sandbox.Section["PlatformCertificates"]![0]!, answer)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_merchant_that_asks_for_the_certificate_gets_replies_that_verify_with_the_certificate()
    {
        var merchant = new Merchant(sandbox) { AskForSerial = (string)sandbox.Keys["certificateSerial"]! };

        var answer = await merchant.QueryAsync("UNKNOWN1");

        answer.Status.ShouldBe(404);
        answer.Code.ShouldBe("ORDER_NOT_EXIST");
        answer.Header("Wechatpay-Serial").ShouldBe((string)sandbox.Keys["certificateSerial"]!);
        (await VerifiesAsync((string)sandbox.Section["PlatformCertificates"]![0]!, answer)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_without_content_is_signed_over_the_empty_body()
    {
        var merchant = new Merchant(sandbox) { AskForSerial = sandbox.Setting("PlatformPublicKeyId") };
        var number = Merchant.NewNumber();
        await merchant.PrepayAsync(merchant.Order(number));

        var answer = await merchant.CloseAsync(number);

        answer.Status.ShouldBe(204);
        answer.Body.ShouldBeEmpty();
        (await VerifiesAsync(sandbox.Setting("PlatformPublicKey"), answer)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_wrong_signature_is_refused_with_the_official_detail_and_changes_nothing()
    {
        var number = Merchant.NewNumber();
        var forger = new Merchant(sandbox) { Spoil = p => new(p) { ["nonce_str"] = "ANOTHER" } };

        var answer = await forger.PrepayAsync(forger.Order(number));

        answer.Status.ShouldBe(401);
        answer.Code.ShouldBe("SIGN_ERROR");
        var information = answer.Json["detail"]!["sign_information"]!;
        ((string)information["method"]!).ShouldBe("POST");
        ((string)information["url"]!).ShouldBe("/v3/pay/transactions/jsapi");
        ((string)information["truncated_sign_message"]!).ShouldStartWith("POST\n/v3/pay/transactions/jsapi\n");
        (await new Merchant(sandbox).QueryAsync(number)).Code.ShouldBe("ORDER_NOT_EXIST");
    }

    [Theory]
    [InlineData("mchid", "1900000001")]
    [InlineData("serial_no", "00AA")]
    [InlineData("signature", "")]
    [InlineData("signature", "not base64")]
    [InlineData("timestamp", "soon")]
    public async Task A_wrong_parameter_is_a_sign_error(string name, string value)
    {
        var merchant = new Merchant(sandbox) { Spoil = p => new(p) { [name] = value } };

        var answer = await merchant.QueryAsync("UNKNOWN1");

        (answer.Status, answer.Code).ShouldBe((401, "SIGN_ERROR"));
    }

    [Fact]
    public async Task A_missing_parameter_an_old_timestamp_and_another_scheme_are_sign_errors()
    {
        Merchant[] wrong =
        [
            new(sandbox) { Spoil = p => p.Where(e => e.Key != "nonce_str").ToDictionary() },
            new(sandbox) { SecondsAgo = 301 },
            new(sandbox) { SecondsAgo = -305 },
            new(sandbox) { Scheme = "WECHATPAY2-SM2-WITH-SM3" },
        ];
        foreach (var merchant in wrong)
        {
            var answer = await merchant.QueryAsync("UNKNOWN1");
            (answer.Status, answer.Code).ShouldBe((401, "SIGN_ERROR"));
        }
    }

    [Fact]
    public async Task An_unknown_platform_serial_is_a_parameter_error()
    {
        var answer = await new Merchant(sandbox) { AskForSerial = "PUB_KEY_ID_OTHER" }.QueryAsync("UNKNOWN1");

        (answer.Status, answer.Code).ShouldBe((400, "PARAM_ERROR"));
    }

    [Fact]
    public async Task The_platform_certificate_comes_encrypted_and_node_decrypts_it()
    {
        var answer = await new Merchant(sandbox).SendAsync("GET", "/v3/certificates");

        var entry = answer.Json["data"]![0]!;
        var content = entry["encrypt_certificate"]!;
        var pem = await OtherTools.DecryptWithNodeAsync(
            sandbox.Setting("ApiV3Key"),
            (string)content["nonce"]!,
            (string)content["associated_data"]!,
            (string)content["ciphertext"]!
        );
        pem.ShouldBe((string)sandbox.Section["PlatformCertificates"]![0]!);
        ((string)entry["serial_no"]!).ShouldBe((string)sandbox.Keys["certificateSerial"]!);
    }

    private static Task<bool> VerifiesAsync(string key, PayAnswer answer) =>
        OtherTools.VerifiesWithOpenSslAsync(key, answer.SignedBytes(), answer.Header("Wechatpay-Signature"));
}
