using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Staff;

internal sealed record NewStaff(string Login, string Name, string Password, IReadOnlyList<string> Roles);

internal sealed class AddStaff(Commit commit, IIdSource ids, Passwords passwords, TimeProvider clock) : IAddStaff
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/staff", Handle).RequirePermission("staff.write").Produces<StaffView>().WithName("AddStaff").WithTags("staff");

    public async Task<Result<Id>> Add(Id shopId, NewStaffMember person, CancellationToken cancellation) =>
        (
            await Save(shopId, new NewStaff(person.Login, person.Name, person.Password, person.Roles), cancellation).ConfigureAwait(false)
        ).Map(staff => staff.Id);

    private static async Task<IResult> Handle(NewStaff body, StaffCaller caller, AddStaff add, CancellationToken cancellation) =>
        (await add.Save(caller.ShopId, body, cancellation).ConfigureAwait(false)).Map(StaffView.Of).ToHttp();

    private async Task<Result<StaffMember>> Save(Id shopId, NewStaff body, CancellationToken cancellation)
    {
        if (Faults(body) is { } refusal)
        {
            return refusal;
        }

        var person = new StaffMember
        {
            ShopId = shopId,
            Id = ids.Next(),
            Login = StaffLogins.Normal(body.Login),
            Name = body.Name.Trim(),
            PasswordHash = passwords.Hash(body.Password),
            Roles = [.. body.Roles.Distinct(StringComparer.Ordinal)],
            CreatedAt = clock.GetUtcNow(),
        };
        return await commit
            .Exclusive<StaffMember>(
                shopId,
                async db =>
                {
                    if (await db.Set<StaffMember>().AnyAsync(staff => staff.Login == person.Login).ConfigureAwait(false))
                    {
                        return Refusal.Conflict("login_taken", "这个账号已被使用", "This login is taken");
                    }

                    db.Add(person);
                    return person;
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    private static Refusal? Faults(NewStaff body) =>
        Check
            .Body()
            .Text(body.Login, 2, 40)
            .That(
                (body.Login ?? "").Trim().All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@'),
                "login",
                "只能用字母、数字和 . - _ @",
                "Only letters, digits and . - _ @"
            )
            .Text(body.Name, 1, 40)
            .That(Passwords.IsGood(body.Password, body.Login ?? ""), "password", Passwords.TooWeak.Zh, Passwords.TooWeak.En)
            .StaffRoles(body.Roles)
            .ToRefusal();
}

internal static class RoleChecks
{
    public static Check StaffRoles(this Check check, IReadOnlyList<string>? roles) =>
        check
            .Count(roles, 1, Roles.All.Count, nameof(roles))
            .That(
                roles is null || roles.All(role => Roles.All.Any(known => known.Code == role)),
                nameof(roles),
                "没有这样的角色",
                "There is no such role"
            );
}
