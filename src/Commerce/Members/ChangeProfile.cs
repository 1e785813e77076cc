using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Members;

internal sealed record ProfileInput(string Nickname, string AvatarUrl);

/// <summary>The member fills in name and picture; WeChat gives neither at login.</summary>
internal static class ChangeProfile
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/me", Handle).RequireMember().WithName("ChangeProfile").Produces<MemberView>();

    private static async Task<IResult> Handle(
        ProfileInput body,
        MemberCaller caller,
        Commit commit,
        MemberMirror mirror,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Check.Body().Text(body.Nickname, 1, MemberLimits.Nickname).Picture(body.AvatarUrl).ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var nickname = body.Nickname.Trim();
        var changed = await commit
            .Run(
                new ChangeMember
                {
                    ShopId = caller.ShopId,
                    At = clock.GetUtcNow(),
                    MemberId = caller.MemberId,
                    Change = member =>
                        member with
                        {
                            Nickname = nickname,
                            NicknameSearch = nickname.ToLowerInvariant(),
                            AvatarUrl = body.AvatarUrl ?? "",
                        },
                },
                cancellation
            )
            .ConfigureAwait(false);
        return changed.IsOk ? Results.Ok(await mirror.Of(changed.Value, cancellation).ConfigureAwait(false)) : changed.Refusal.ToHttp();
    }
}
