using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Staff;

/// <param name="Password">A new password, or null to leave it.</param>
internal sealed record StaffEdit(string Name, IReadOnlyList<string> Roles, bool Disabled, string? Password = null);

/// <summary>Changes name, roles, password or standing. The shop always keeps one owner who can log in.</summary>
internal sealed class EditStaff(Commit commit, Passwords passwords, ISessions sessions)
{
    private static readonly Refusal LastOwner = Refusal.Conflict(
        "last_owner",
        "店铺至少要有一位能登录的店主",
        "A shop needs at least one owner who can log in"
    );

    private static readonly Refusal NotYourself = Refusal.Conflict(
        "not_yourself",
        "不能停用自己，也不能去掉自己的店主角色",
        "You cannot disable yourself or take your own owner role away"
    );

    private static readonly Refusal OwnersOnly = new(
        "owners_only",
        403,
        "只有店主可以改动店主",
        "Only an owner may change an owner or make one"
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/staff/{id}", Handle).RequirePermission("staff.write").Produces<StaffView>().WithName("EditStaff").WithTags("staff");

    private static async Task<IResult> Handle(Id id, StaffEdit body, StaffCaller caller, EditStaff edit, CancellationToken cancellation)
    {
        var refusal = Check.Body().Text(body.Name, 1, 40).StaffRoles(body.Roles).ToRefusal();
        return refusal?.ToHttp() ?? (await edit.Save(id, body, caller, cancellation).ConfigureAwait(false)).ToHttp();
    }

    private async Task<Result<StaffView>> Save(Id id, StaffEdit body, StaffCaller caller, CancellationToken cancellation)
    {
        var result = await commit
            .Exclusive<StaffView>(
                caller.ShopId,
                async db =>
                {
                    var all = await db.Set<StaffMember>().AsNoTracking().ToListAsync().ConfigureAwait(false);
                    var changed = Decide(all, id, body, caller);
                    if (!changed.IsOk)
                    {
                        return changed.Refusal;
                    }

                    await StaffEdits.Change(db, id, _ => changed).ConfigureAwait(false);
                    return StaffView.Of(changed.Value);
                },
                cancellation
            )
            .ConfigureAwait(false);
        sessions.Forget(SessionKind.Staff, caller.ShopId, id);
        return result;
    }

    private Result<StaffMember> Decide(List<StaffMember> all, Id id, StaffEdit body, StaffCaller caller)
    {
        if (all.Find(staff => staff.Id == id) is not { } before)
        {
            return Refusal.NotFound;
        }

        var staysOwner = body.Roles.Contains(Roles.Owner, StringComparer.Ordinal);
        var wasOwner = before.Roles.Contains(Roles.Owner);
        if ((staysOwner || wasOwner) && all.Find(staff => staff.Id == caller.StaffId)?.Roles.Contains(Roles.Owner) != true)
        {
            return OwnersOnly;
        }

        if (id == caller.StaffId && (body.Disabled || (wasOwner && !staysOwner)))
        {
            return NotYourself;
        }

        var otherOwner = all.Exists(staff => staff.Id != id && !staff.Disabled && staff.Roles.Contains(Roles.Owner));
        if (!otherOwner && (!staysOwner || body.Disabled))
        {
            return LastOwner;
        }

        if (body.Password is not null && !Passwords.IsGood(body.Password, before.Login))
        {
            return Refusal.Invalid("password", Passwords.TooWeak.Zh, Passwords.TooWeak.En);
        }

        var ends = body.Disabled != before.Disabled || body.Password is not null;
        return before with
        {
            Name = body.Name.Trim(),
            Roles = [.. body.Roles.Distinct(StringComparer.Ordinal)],
            Disabled = body.Disabled,
            PasswordHash = body.Password is null ? before.PasswordHash : passwords.Hash(body.Password),
            SessionVersion = before.SessionVersion + (ends ? 1 : 0),
        };
    }
}
