using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Sharing.Contracts;

namespace Banyan.Growth.Sharing;

/// <summary>Makes the bond when somebody signs in who came by a share; it joins the registration's transaction.</summary>
internal sealed class BondOnRegister(Arrivals arrivals) : IMemberParticipant
{
    public async Task<object?> Prepare(SignInDraft draft, CancellationToken cancellation)
    {
        var arrival = await arrivals.Of(draft.ShopId, draft.MemberId, draft.ShareCode, draft.VisitorId, cancellation);
        return arrival is null ? null : new PreparedBond(arrival, await arrivals.Rules(draft.ShopId, cancellation));
    }

    public void Need(Stage stage, SignInDraft draft, object? prepared, World world, Needs needs)
    {
        if (stage == Stage.Member && prepared is PreparedBond)
        {
            needs.Add(Bonds.ByMember, draft.ShopId, draft.MemberId);
        }
    }

    public void On(MemberSignedIn happened, World world)
    {
        if (happened.Prepared is not PreparedBond(var arrival, var rules))
        {
            return;
        }

        var member = happened.Member;
        var moment = happened.IsNew ? BondMoment.Register : BondMoment.FirstOpen;
        var hasBond = world.One(Bonds.ByMember, member.ShopId, member.Id) is not null;
        if (!BondDecision.Makes(rules, moment, arrival, hasBond, happened.IsNew))
        {
            return;
        }

        var change = new BondChange(member.Id, arrival.SharerId, BondDecision.CauseOf(moment), arrival.Channel)
        {
            TouchId = arrival.TouchId,
        };

        // Somebody who opens their own link, or a link of their own customer, simply stays unbound.
        _ = Bonds.Change(world, member.ShopId, change, arrival.UplinesOfSharer, happened.Draft.At);
    }
}

/// <summary>What was read before the lock.</summary>
internal sealed record PreparedBond(Arrival Arrival, BondRules Rules);
