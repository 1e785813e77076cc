using System.Security.Cryptography;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Kernel;
using Microsoft.Extensions.Logging;

namespace Banyan.Adapters.WeChat;

/// <summary>WeChat Pay's trade bills. The file itself is not signed: it is believed by the hash that came signed before it.</summary>
internal sealed class WeChatTradeBills(WeChatOptions options, WeChatPayClient pay, ILogger<WeChatTradeBills> log) : ITradeBills
{
    public string Channel => "wechat";

    public async Task<Result<TradeBill>> Fetch(DateOnly day, CancellationToken cancellation)
    {
        if (options.MerchantId.Length == 0)
        {
            return BillRefusals.NoChannel;
        }

        try
        {
            var announced = await pay.ApplyTradeBillAsync(day, cancellation);
            var file = await pay.DownloadBillAsync(announced, cancellation);
            if (!IsAnnounced(announced, file))
            {
                log.LogWarning("The bill of {Day} is not the one that WeChat announced.", day);
                return BillRefusals.Broken;
            }

            return TradeBillFile.Read(day, file);
        }
        catch (WeChatException e) when (e is { Code: "NO_STATEMENT_EXIST", Verified: true })
        {
            return new TradeBill(day, []);
        }
        catch (WeChatException e) when (e is { Code: "STATEMENT_CREATING", Verified: true })
        {
            return BillRefusals.NotReady;
        }
        catch (WeChatException e)
        {
            log.LogWarning(e, "WeChat Pay did not give the bill of {Day}", day);
            return e.Code is WeChatException.ReplyUnreadable or WeChatException.ReplyNotTrusted
                ? BillRefusals.Broken
                : WeChatRefusals.Unreachable;
        }
        catch (FormatException e)
        {
            log.LogWarning(e, "The bill of {Day} cannot be read", day);
            return BillRefusals.Broken;
        }
    }

    // WeChat announces SHA1 and nothing else; the announcement is signed, and a broken download is all that the hash has to notice.
#pragma warning disable CA5350
    private static bool IsAnnounced(AnnouncedBill announced, byte[] file) =>
        string.Equals(announced.HashType, "SHA1", StringComparison.OrdinalIgnoreCase)
        && string.Equals(announced.HashValue, Convert.ToHexString(SHA1.HashData(file)), StringComparison.OrdinalIgnoreCase);
#pragma warning restore CA5350
}
