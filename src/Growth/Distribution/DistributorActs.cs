using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Distribution;

/// <summary>A member asks to be a distributor, or leaves.</summary>
internal sealed class ApplyAct(Id memberId, JoinRule join) : Act<Done>
{
    private static readonly Refusal Frozen = Refusal.Conflict(
        "distributor_frozen",
        "分销资格已被冻结，请联系商家",
        "Your distributor status is frozen"
    );

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(DistributorRows.ByMember, ShopId, memberId);
        }
    }

    public override Result<Done> Decide(World world)
    {
        var row = world.One(DistributorRows.ByMember, ShopId, memberId);
        if (row is { Status: DistributorStatus.Frozen })
        {
            return Frozen;
        }

        if (row is { Status: DistributorStatus.Active or DistributorStatus.Applied })
        {
            return Done.Yes;
        }

        var isOpen = join == JoinRule.Open;
        world.Put(
            (
                row
                ?? new Distributor
                {
                    ShopId = ShopId,
                    MemberId = memberId,
                    Status = DistributorStatus.None,
                    AppliedAt = At,
                }
            ) with
            {
                Status = isOpen ? DistributorStatus.Active : DistributorStatus.Applied,
                AppliedAt = At,
                JoinedAt = isOpen ? At : null,
                Reason = "",
            }
        );
        return Done.Yes;
    }
}

/// <summary>Staff approve, reject, freeze or unfreeze; a member leaves.</summary>
internal sealed class ChangeDistributorAct(Id memberId, DistributorStatus from, DistributorStatus to, string reason) : Act<Done>
{
    private static readonly Refusal NotNow = Refusal.Conflict(
        "distributor_state",
        "分销员现在的状态不能这样操作",
        "Not possible in the distributor's present state"
    );

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(DistributorRows.ByMember, ShopId, memberId);
        }
    }

    public override Result<Done> Decide(World world)
    {
        if (world.One(DistributorRows.ByMember, ShopId, memberId) is not { } row)
        {
            return Refusal.NotFound;
        }

        if (row.Status == to)
        {
            return Done.Yes;
        }

        if (row.Status != from)
        {
            return NotNow;
        }

        world.Put(row with { Status = to, Reason = reason, JoinedAt = to == DistributorStatus.Active ? row.JoinedAt ?? At : row.JoinedAt });
        return Done.Yes;
    }
}
