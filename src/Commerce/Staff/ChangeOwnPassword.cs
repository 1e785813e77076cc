using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Staff;

internal sealed record PasswordChange(string Current, string Next);

/// <summary>A changed password ends every session, this one too: whoever stole the old one is out.</summary>
internal static class ChangeOwnPassword
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/me/password", Handle)
            .RequireStaff()
            .LimitLogins()
            .Produces(StatusCodes.Status204NoContent)
            .WithName("ChangeOwnPassword")
            .WithTags("staff");

    private static async Task<IResult> Handle(
        PasswordChange body,
        StaffCaller caller,
        Commit commit,
        Passwords passwords,
        ISessions sessions,
        CancellationToken cancellation
    )
    {
        var result = await commit
            .Exclusive<Done>(
                caller.ShopId,
                db => StaffEdits.Change(db, caller.StaffId, staff => Apply(staff, body, passwords)),
                cancellation
            )
            .ConfigureAwait(false);
        sessions.Forget(SessionKind.Staff, caller.ShopId, caller.StaffId);
        return result.ToNoContent();
    }

    private static Result<StaffMember> Apply(StaffMember staff, PasswordChange body, Passwords passwords)
    {
        if (!passwords.Fits(staff.PasswordHash, body.Current))
        {
            return Refusal.Invalid("current", "原密码不对", "The current password is wrong");
        }

        return Passwords.IsGood(body.Next, staff.Login)
            ? staff with
            {
                PasswordHash = passwords.Hash(body.Next),
                SessionVersion = staff.SessionVersion + 1,
            }
            : Refusal.Invalid("next", Passwords.TooWeak.Zh, Passwords.TooWeak.En);
    }
}
