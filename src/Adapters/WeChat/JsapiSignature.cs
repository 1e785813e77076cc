namespace Banyan.Adapters.WeChat;

/// <summary>The arguments of wx.requestPayment.</summary>
public sealed record JsapiParameters(string AppId, string TimeStamp, string NonceStr, string Package, string SignType, string PaySign);

/// <summary>Signs what the phone needs to open the payment.</summary>
public sealed class JsapiSignature(WeChatOptions options)
{
    private readonly MerchantSigner _signer = new(options);

    /// <summary>The arguments for one prepared payment.</summary>
    /// <param name="prepayId">From <see cref="WeChatPayClient.PrepayAsync"/>.</param>
    /// <param name="at">Now.</param>
    public JsapiParameters Sign(string prepayId, DateTimeOffset at)
    {
        var (timestamp, nonce, package) = (MerchantSigner.Seconds(at), MerchantSigner.Nonce(), "prepay_id=" + prepayId);
        var signature = _signer.Sign($"{options.AppId}\n{timestamp}\n{nonce}\n{package}\n");
        return new JsapiParameters(options.AppId, timestamp, nonce, package, "RSA", signature);
    }
}
