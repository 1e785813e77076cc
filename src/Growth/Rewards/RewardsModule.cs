using Banyan.Commerce.Accounting.Contracts;
using Banyan.Commerce.Wallet.Contracts;
using Banyan.Engines.Modules;
using Banyan.Growth.Rewards.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Rewards;

/// <summary>What can be given to members, whoever gives it.</summary>
public sealed class RewardsModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<RewardKinds>();
        services.AddSingleton<IRewardHandler>(new BalanceReward(WalletAccounts.Points, new Sentence("积分", "Points")));
        services.AddSingleton<IRewardHandler>(new BalanceReward(WalletAccounts.Growth, new Sentence("成长值", "Growth")));
        services.AddSingleton<IRewardHandler>(new BalanceReward(WalletAccounts.RedPacket, new Sentence("红包余额", "Red-packet balance")));
        services.AddSingleton<IRewardHandler>(new BalanceReward(WalletAccounts.StoredBonus, new Sentence("储值赠金", "Stored bonus")));
        services.AddSingleton<IRewardHandler, CourseReward>();
        services.AddScoped<RewardDesk>();
        services.AddSingleton<IPostingSource, StaffGrantSource>();
    }

    public void MapConsole(IEndpointRouteBuilder api) => GiveReward.Map(api);
}
