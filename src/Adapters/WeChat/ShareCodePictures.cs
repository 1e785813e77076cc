using Banyan.Commerce.Members.Contracts;
using Banyan.Growth.Sharing.Contracts;
using Banyan.Kernel;
using Microsoft.Extensions.Logging;

namespace Banyan.Adapters.WeChat;

/// <summary>Mini-program codes of shares: the scene is the share's code, the page is where shares land.</summary>
internal sealed class ShareCodePictures(WeChatMiniClient client, WeChatOptions options, ILogger<ShareCodePictures> log) : IShareCodePictures
{
    private const string LandingPage = "pages/share/landing";

    public async Task<Result<byte[]>> Draw(string code, CancellationToken cancellation)
    {
        if (options.AppId.Length == 0)
        {
            log.LogWarning("WeChat is not configured: no mini-program codes can be drawn.");
            return WeChatRefusals.Unreachable;
        }

        try
        {
            // The page need not be published yet: a shop prints its posters before its first release.
            var request = new UnlimitedCodeRequest
            {
                Scene = code,
                Page = LandingPage,
                CheckPath = false,
                Version = options.MiniProgramVersion,
            };
            return await client.GetUnlimitedCodeAsync(request, cancellation);
        }
        catch (WeChatException exception)
        {
            log.LogWarning(exception, "WeChat drew no mini-program code");
            return WeChatRefusals.Unreachable;
        }
    }
}
