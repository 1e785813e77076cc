using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Members;

/// <param name="Code">Of WeChat's phone button; not the login code.</param>
internal sealed record BindPhoneRequest(string Code);

/// <summary>Binds the phone number that WeChat vouches for. A number belongs to one member of a shop.</summary>
internal static class BindPhone
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/me/phone",
                (BindPhoneRequest body, MemberCaller caller, PhoneDesk desk, CancellationToken cancellation) =>
                    desk.Bind(caller, body, cancellation)
            )
            .RequireMember()
            .WithName("BindPhone")
            .Produces<MemberView>();
}

internal sealed class PhoneDesk(IWeChatLogin weChat, PhoneVault vault, Commit commit, MemberMirror mirror, TimeProvider clock)
{
    public async Task<IResult> Bind(MemberCaller caller, BindPhoneRequest body, CancellationToken cancellation)
    {
        if (Check.Body().Text(body.Code, 1, 200).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var phone = await weChat.PhoneOf(caller.ShopId, body.Code, cancellation).ConfigureAwait(false);
        if (!phone.IsOk)
        {
            return phone.Refusal.ToHttp();
        }

        if (!PhoneNumber.IsValid(phone.Value))
        {
            return KeepPhone.Foreign.ToHttp();
        }

        var act = new KeepPhone
        {
            ShopId = caller.ShopId,
            At = clock.GetUtcNow(),
            MemberId = caller.MemberId,
            PhoneSealed = vault.Seal(phone.Value),
            PhoneIndex = await vault.IndexOf(caller.ShopId, phone.Value, cancellation).ConfigureAwait(false),
        };
        var kept = await commit.Run(act, cancellation).ConfigureAwait(false);
        return kept.IsOk ? Results.Ok(await mirror.Of(kept.Value, cancellation).ConfigureAwait(false)) : kept.Refusal.ToHttp();
    }
}

internal sealed class KeepPhone : Act<Member>
{
    public static readonly Refusal Taken = Refusal.Conflict(
        "phone_taken",
        "这个手机号已经绑定了另一个会员",
        "Another member has this phone number"
    );

    public static readonly Refusal Foreign = Refusal.Conflict(
        "phone_not_supported",
        "目前只支持中国大陆手机号",
        "Only mobile numbers of mainland China are supported"
    );

    public required Id MemberId { get; init; }

    public required string PhoneSealed { get; init; }

    public required string PhoneIndex { get; init; }

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            needs.Add(MemberRows.ById, ShopId, MemberId);
            needs.Add(MemberRows.ByPhoneIndex, ShopId, PhoneIndex);
        }
    }

    public override Result<Member> Decide(World world)
    {
        if (world.One(MemberRows.ById, ShopId, MemberId) is not { } member)
        {
            return Refusal.NotFound;
        }

        if (world.Many(MemberRows.ByPhoneIndex, ShopId, PhoneIndex).Any(other => other.Id != MemberId))
        {
            return Taken;
        }

        var bound = member with { PhoneSealed = PhoneSealed, PhoneIndex = PhoneIndex };
        world.Put(bound);
        return bound;
    }
}
