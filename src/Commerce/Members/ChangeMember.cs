using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Members;

/// <summary>Changes something of one member that depends on nothing but the member's own row.</summary>
internal sealed class ChangeMember : Act<Member>
{
    public required Id MemberId { get; init; }

    public required Func<Member, Member> Change { get; init; }

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(MemberRows.ById, ShopId, MemberId);
        }
    }

    public override Result<Member> Decide(World world)
    {
        if (world.One(MemberRows.ById, ShopId, MemberId) is not { } member)
        {
            return Refusal.NotFound;
        }

        var changed = Change(member);
        world.Put(changed);
        return changed;
    }
}
