using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.Members;

/// <summary>
/// Lets somebody in whom WeChat has named, registering them the first time. The openid is unique: of two first sign-ins at
/// once one registers and the other finds the member there.
/// </summary>
internal sealed class SignIn : Act<SignedIn>
{
    public required WeChatIdentity Identity { get; init; }

    public required SignInDraft Draft { get; init; }

    /// <summary>The participants, each with what it prepared.</summary>
    public required IReadOnlyList<(IMemberParticipant Participant, object? Prepared)> Participants { get; init; }

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(MemberRows.ByOpenId, ShopId, Identity.OpenId);
        }

        foreach (var (participant, prepared) in Participants)
        {
            participant.Need(stage, Draft, prepared, world, needs);
        }
    }

    public override Result<SignedIn> Decide(World world)
    {
        var before = world.One(MemberRows.ByOpenId, ShopId, Identity.OpenId);
        var member = before is null ? Registered() : before with { LastSeenAt = At, UnionId = Identity.UnionId ?? before.UnionId };
        world.Put(member);

        // The other of two first sign-ins prepared for an identity that nobody got; the first has done what follows.
        if (member.Id == Draft.MemberId)
        {
            foreach (var (participant, prepared) in Participants)
            {
                participant.On(new MemberSignedIn(member, before is null, Draft, prepared), world);
            }
        }

        return new SignedIn(member, before is null);
    }

    private Member Registered()
    {
        var nickname = FirstNickname(Draft.MemberId);
        return new Member
        {
            ShopId = ShopId,
            Id = Draft.MemberId,
            OpenId = Identity.OpenId,
            UnionId = Identity.UnionId,
            Nickname = nickname,
            NicknameSearch = nickname.ToLowerInvariant(),
            CreatedAt = At,
            LastSeenAt = At,
        };
    }

    /// <summary>WeChat gives no nickname at login; members fill theirs in. Until then four digits tell them apart.</summary>
    internal static string FirstNickname(Id memberId) => $"微信用户{((ulong)memberId.Value * 0x9E3779B97F4A7C15UL >> 40) % 10_000:0000}";
}
