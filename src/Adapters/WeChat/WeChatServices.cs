using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Growth.Sharing.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Adapters.WeChat;

public static class WeChatServices
{
    /// <summary>
    /// The configuration section <c>WeChat</c>, one client for each of WeChat's two sides, and the ports they implement. Signatures follow
    /// the registered TimeProvider. Whether a sandbox is acceptable (<see cref="WeChatOptions.UsesSandbox"/>), and whether
    /// <see cref="WeChatOptions.Problems"/> stop the start, is the Host's decision.
    /// </summary>
    public static IServiceCollection AddWeChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider =>
            (configuration.GetSection(WeChatOptions.Section).Get<WeChatOptions>() ?? new WeChatOptions()) with
            {
                Clock = provider.GetRequiredService<TimeProvider>(),
            }
        );
        services.AddSingleton(provider => new WeChatMiniClient(provider.GetRequiredService<WeChatOptions>(), WeChatHttp.Create()));
        services.AddSingleton(provider => new WeChatPayClient(provider.GetRequiredService<WeChatOptions>(), WeChatHttp.Create()));
        services.AddSingleton<WeChatPayNotifications>();
        services.AddSingleton<JsapiSignature>();
        services.AddSingleton<IWeChatLogin, MiniLogin>();
        services.AddSingleton<IShareCodePictures, ShareCodePictures>();
        services.AddSingleton<IPaymentChannel, WeChatPaymentChannel>();
        services.AddSingleton<ITradeBills, WeChatTradeBills>();
        return services;
    }
}
