using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Distribution;

internal sealed class Distributors(DistributionFacts facts, Commit commit, TimeProvider clock) : IDistributors
{
    private static readonly Refusal Closed = Refusal.Conflict("distribution_off", "店铺没有开启分销", "This shop has no distribution");

    public async Task<Result<Done>> Apply(Id shopId, Id memberId, CancellationToken cancellation)
    {
        var (rules, _) = await facts.Rules(shopId, cancellation);
        return rules.Enabled
            ? await commit.Run(new ApplyAct(memberId, rules.Join) { ShopId = shopId, At = clock.GetUtcNow() }, cancellation)
            : Closed;
    }

    public Task<Result<Done>> Leave(Id shopId, Id memberId, CancellationToken cancellation) =>
        Change(shopId, memberId, DistributorStatus.Active, DistributorStatus.Left, "", cancellation);

    public Task<Result<Done>> Approve(Id shopId, Id memberId, CancellationToken cancellation) =>
        Change(shopId, memberId, DistributorStatus.Applied, DistributorStatus.Active, "", cancellation);

    public Task<Result<Done>> Reject(Id shopId, Id memberId, string reason, CancellationToken cancellation) =>
        Change(shopId, memberId, DistributorStatus.Applied, DistributorStatus.None, reason, cancellation);

    public Task<Result<Done>> Freeze(Id shopId, Id memberId, string reason, CancellationToken cancellation) =>
        Change(shopId, memberId, DistributorStatus.Active, DistributorStatus.Frozen, reason, cancellation);

    public Task<Result<Done>> Unfreeze(Id shopId, Id memberId, CancellationToken cancellation) =>
        Change(shopId, memberId, DistributorStatus.Frozen, DistributorStatus.Active, "", cancellation);

    private Task<Result<Done>> Change(
        Id shopId,
        Id memberId,
        DistributorStatus from,
        DistributorStatus to,
        string reason,
        CancellationToken cancellation
    ) => commit.Run(new ChangeDistributorAct(memberId, from, to, reason) { ShopId = shopId, At = clock.GetUtcNow() }, cancellation);
}
