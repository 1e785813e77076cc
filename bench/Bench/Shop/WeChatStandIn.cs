using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Banyan.Bench.Shop;

/// <summary>A notification as WeChat Pay posts it.</summary>
internal sealed record SignedNotice(byte[] Body, (string Name, string Value)[] Headers);

/// <summary>
/// The side of WeChat Pay that tells of payments: its keys, and notifications sealed with AES-256-GCM and signed with RSA-2048, as the
/// sandbox makes them. The addresses that the Host would call do not exist, so nothing leaves the machine.
/// </summary>
internal sealed class WeChatStandIn : IDisposable
{
    private const string KeyId = "PUB_KEY_ID_0116000000000000000000000001";
    private const string AppId = "wx00000000000bench";
    private const string MerchantId = "1900000001";
    private const string Nowhere = "https://wechat.invalid";
    private const string Kind = "transaction";
    private const int TagBytes = 16;
    private const int Samples = 400;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private readonly string privateKey;
    private readonly string publicKey;
    private readonly byte[] sealingKey = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(32));

    // A key object serves one caller at a time.
    private readonly ConcurrentBag<RSA> keys = [];
    private long count;

    public WeChatStandIn()
    {
        var key = RSA.Create(2048);
        (privateKey, publicKey) = (key.ExportPkcs8PrivateKeyPem(), key.ExportSubjectPublicKeyInfoPem());
        keys.Add(key);
    }

    /// <summary>Makes the Host of this data directory a merchant here. Nothing says sandbox: it verifies as it does live.</summary>
    public async Task Introduce(string dataDirectory)
    {
        using var merchant = RSA.Create(2048);
        var section = new
        {
            ApiBase = Nowhere,
            PayBase = Nowhere,
            NotifyBase = "https://shop.invalid",
            AppId,
            AppSecret = RandomNumberGenerator.GetHexString(32),
            MerchantId,
            MerchantSerial = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
            MerchantPrivateKey = merchant.ExportPkcs8PrivateKeyPem(),
            ApiV3Key = Encoding.ASCII.GetString(sealingKey),
            PlatformPublicKeyId = KeyId,
            PlatformPublicKey = publicKey,
        };
        var text = JsonSerializer.Serialize(new { WeChat = section });
        await File.WriteAllTextAsync(Path.Combine(dataDirectory, "banyan.json"), text).ConfigureAwait(false);
    }

    /// <summary>The news that this bill was paid just now.</summary>
    public SignedNotice TellOf(Bill bill)
    {
        var now = TimeProvider.System.GetUtcNow();
        var number = Interlocked.Increment(ref count);
        var nonce = number.ToString("D12", CultureInfo.InvariantCulture);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = "EV-" + nonce,
                create_time = Wire(now),
                resource_type = "encrypt-resource",
                event_type = "TRANSACTION.SUCCESS",
                summary = "支付成功",
                resource = new
                {
                    original_type = Kind,
                    algorithm = "AEAD_AES_256_GCM",
                    ciphertext = Seal(Transaction(bill, number, now), nonce),
                    associated_data = Kind,
                    nonce,
                },
            }
        );
        var second = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(Sign([.. Encoding.ASCII.GetBytes($"{second}\n{nonce}\n"), .. body, (byte)'\n']));
        return new SignedNotice(
            body,
            [
                ("Wechatpay-Timestamp", second),
                ("Wechatpay-Nonce", nonce),
                ("Wechatpay-Signature", signature),
                ("Wechatpay-Serial", KeyId),
                ("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048"),
            ]
        );
    }

    /// <summary>Milliseconds of one core that a signature takes, and its verification: the median of many, one after another.</summary>
    public (double Sign, double Verify) Cost()
    {
        var message = RandomNumberGenerator.GetBytes(1000);
        var signature = Sign(message);
        using var verifier = RSA.Create();
        verifier.ImportFromPem(publicKey);
        return (
            Median(() => Sign(message)),
            Median(() => verifier.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        );
    }

    public void Dispose()
    {
        foreach (var key in keys)
        {
            key.Dispose();
        }
    }

    private static object Transaction(Bill bill, long number, DateTimeOffset now) =>
        new
        {
            appid = AppId,
            mchid = MerchantId,
            out_trade_no = bill.OutTradeNo,
            transaction_id = string.Create(CultureInfo.InvariantCulture, $"42{number:D26}"),
            trade_type = "JSAPI",
            trade_state = "SUCCESS",
            trade_state_desc = "支付成功",
            bank_type = "OTHERS",
            attach = "",
            success_time = Wire(now),
            payer = new { openid = "o-bench" },
            amount = new
            {
                total = bill.AmountFen.Value,
                payer_total = bill.AmountFen.Value,
                currency = "CNY",
                payer_currency = "CNY",
            },
        };

    private string Seal(object content, string nonce)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(content);
        var (cipher, tag) = (new byte[text.Length], new byte[TagBytes]);
        using var aes = new AesGcm(sealingKey, TagBytes);
        aes.Encrypt(Encoding.ASCII.GetBytes(nonce), text, cipher, tag, Encoding.ASCII.GetBytes(Kind));
        return Convert.ToBase64String([.. cipher, .. tag]);
    }

    private byte[] Sign(byte[] message)
    {
        if (!keys.TryTake(out var key))
        {
            key = RSA.Create();
            key.ImportFromPem(privateKey);
        }

        var signature = key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        keys.Add(key);
        return signature;
    }

    private static double Median(Action action) =>
        Numbers.Median([
            .. Enumerable
                .Range(0, Samples)
                .Select(_ =>
                {
                    var from = Stopwatch.GetTimestamp();
                    action();
                    return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
                }),
        ]);

    private static string Wire(DateTimeOffset time) =>
        time.ToOffset(Beijing).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
