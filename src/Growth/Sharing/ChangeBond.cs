using Banyan.Engines.Commit;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Growth.Sharing;

/// <summary>Makes, moves or dissolves one bond under lock.</summary>
/// <param name="change">What to change.</param>
/// <param name="uplinesOfSharer">Nearest first, read before the lock.</param>
/// <param name="applies">Whether it still applies to the bond as it is now; null: always.</param>
internal sealed class ChangeBond(BondChange change, IReadOnlyList<Id> uplinesOfSharer, Func<Bond?, bool>? applies) : Act<Done>
{
    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(Bonds.ByMember, ShopId, change.MemberId);
        }
    }

    public override Result<Done> Decide(World world)
    {
        var current = world.One(Bonds.ByMember, ShopId, change.MemberId);
        if (applies is not null && !applies(current))
        {
            return Done.Yes;
        }

        return Bonds.Change(world, ShopId, change, uplinesOfSharer, At).Map(_ => Done.Yes);
    }
}
