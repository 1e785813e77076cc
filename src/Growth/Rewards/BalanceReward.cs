using Banyan.Commerce.Wallet.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Growth.Rewards.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Rewards;

/// <summary>Rewards that are an amount in one of the member's balances, at the shop's cost.</summary>
internal sealed class BalanceReward(WalletAccount account, Sentence label) : IRewardHandler
{
    public string Kind => account.Code;

    public Sentence Label => label;

    public void Need(Stage stage, RewardGrant grant, World world, Needs needs)
    {
        if (stage == Stage.Account)
        {
            Ledger.Need(needs, grant.ShopId, account.Account.Of(grant.MemberId));
        }
    }

    public Refusal? Give(RewardGrant grant, World world, DateTimeOffset at)
    {
        var own = account.Account.Of(grant.MemberId);
        var balance = world.One(Ledger.AccountByKey, grant.ShopId, own.Key)?.Balance ?? 0;
        if (account.Max is { } max && balance + grant.Reward.Amount > max)
        {
            return Refusal.Conflict("balance_full", "余额已到上限，奖励发不进去", "The balance is at its limit");
        }

        var movement = new Movement(account.Shop.OfShop(), own, grant.Reward.Amount, grant.SourceType, grant.SourceId, grant.Why);
        return Ledger.Post(world, grant.ShopId, movement, at).Refusal;
    }
}
