using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Staff;

/// <param name="Shop">The shop's slug; without it the one of the X-Shop header, or the first shop.</param>
internal sealed record StaffLogin(string Login, string Password, string? Shop = null);

internal sealed record StaffSession(string Token, DateTimeOffset ExpiresAt, StaffMe Staff);

internal sealed class LogInStaff(IDbContextFactory<BanyanDb> factory, IShopDirectory shops, Commit commit, TimeProvider clock)
{
    private static readonly Refusal WrongPassword = new("wrong_password", 401, "账号或密码不对", "Wrong login or password");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/sessions", Handle).AllowAnyone().LimitLogins().Produces<StaffSession>().WithName("LogInStaff").WithTags("staff");

    private static async Task<IResult> Handle(StaffLogin body, Visitor visitor, HttpContext http, CancellationToken cancellation)
    {
        if (Check.Body().Text(body.Login, 1, 40).Text(body.Password, 1, Passwords.MaxLength).ToRefusal() is { } refusal)
        {
            return refusal.ToHttp();
        }

        var services = http.RequestServices;
        var login = services.GetRequiredService<LogInStaff>();
        var staff = await login.Find(body, visitor.ShopId, cancellation).ConfigureAwait(false);
        var throttle = services.GetRequiredService<LoginThrottle>();
        var who = $"{staff?.ShopId}:{StaffLogins.Normal(body.Login)}@{http.Connection.RemoteIpAddress}";
        if (throttle.IsLocked(who))
        {
            return LoginThrottle.TooManyAttempts.ToHttp();
        }

        if (!services.GetRequiredService<Passwords>().Fits(staff?.PasswordHash, body.Password) || staff is null || staff.Disabled)
        {
            throttle.Failed(who);
            return WrongPassword.ToHttp();
        }

        throttle.Succeeded(who);
        var token = services.GetRequiredService<ISessions>().Issue(new(SessionKind.Staff, staff.ShopId, staff.Id, staff.SessionVersion));
        await login.Remember(staff, cancellation).ConfigureAwait(false);
        var me = await services.GetRequiredService<StaffMeView>().Of(staff, cancellation).ConfigureAwait(false);
        return Results.Ok(new StaffSession(token.Token, token.ExpiresAt, me));
    }

    private async Task<StaffMember?> Find(StaffLogin body, Id shopId, CancellationToken cancellation)
    {
        var shop = body.Shop is { Length: > 0 } slug ? (await shops.Find(slug, cancellation).ConfigureAwait(false))?.Id ?? Id.None : shopId;
        await using var db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        db.Shop = shop;
        var login = StaffLogins.Normal(body.Login);
        return await db.Set<StaffMember>()
            .AsNoTracking()
            .FirstOrDefaultAsync(staff => staff.Login == login, cancellation)
            .ConfigureAwait(false);
    }

    private Task<Result<Done>> Remember(StaffMember staff, CancellationToken cancellation) =>
        commit.Exclusive<Done>(
            staff.ShopId,
            async db =>
            {
                if (
                    await db.Set<StaffMember>().AsTracking().FirstOrDefaultAsync(row => row.Id == staff.Id).ConfigureAwait(false) is { } row
                )
                {
                    db.Entry(row).CurrentValues.SetValues(row with { Version = row.Version + 1, LastLoginAt = clock.GetUtcNow() });
                }

                return Done.Yes;
            },
            cancellation
        );
}

internal static class StaffLogins
{
    public static string Normal(string login) => login.Trim().ToLowerInvariant();
}
