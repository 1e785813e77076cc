namespace Banyan.Adapters.WeChat;

/// <summary>The arguments of wx.requestPayment.</summary>
public sealed record JsapiParameters(string AppId, string TimeStamp, string NonceStr, string Package, string SignType, string PaySign);

/// <summary>Signs what the phone needs to open the payment.</summary>
public sealed class JsapiSignature(WeChatOptions options)
{
    private readonly MerchantSigner _signer = new(options);

    public JsapiParameters Sign(string prepayId)
    {
        var (timestamp, nonce, package) = (_signer.Seconds(), MerchantSigner.Nonce(), "prepay_id=" + prepayId);
        var signature = _signer.Sign($"{options.AppId}\n{timestamp}\n{nonce}\n{package}\n");
        return new JsapiParameters(options.AppId, timestamp, nonce, package, "RSA", signature);
    }
}
