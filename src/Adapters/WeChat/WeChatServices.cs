using Banyan.Commerce.Members.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Adapters.WeChat;

public static class WeChatServices
{
    /// <summary>The configuration section <c>WeChat</c>, one client for each of WeChat's two sides, and the ports they implement.</summary>
    public static IServiceCollection AddWeChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider =>
            (configuration.GetSection(WeChatOptions.Section).Get<WeChatOptions>() ?? new WeChatOptions()) with
            {
                Clock = provider.GetRequiredService<TimeProvider>(),
            }
        );
        services.AddSingleton(provider => new WeChatMiniClient(provider.GetRequiredService<WeChatOptions>(), WeChatHttp.Create()));
        services.AddSingleton<IWeChatLogin, MiniLogin>();
        return services;
    }
}
