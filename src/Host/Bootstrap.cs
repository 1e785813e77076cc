using System.Security.Cryptography;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Kernel;

namespace Banyan.Host;

/// <summary>Makes the first shop and its owner.</summary>
internal static class Bootstrap
{
    /// <summary>The demonstration's password is public: it is printed at the start and stands in the README.</summary>
    public const string DemoPassword = "banyan-demo";

    /// <summary>Opens the shop that the options name.</summary>
    /// <returns>The owner's password, to be shown once.</returns>
    public static async Task<Result<string>> OpenFirstShop(IServiceProvider services, HostOptions options, CancellationToken cancellation)
    {
        var password = options.Demo ? DemoPassword : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
        var shop = await services
            .GetRequiredService<IOpenShop>()
            .Open(options.Slug, ShopSettings.New(options.Name), cancellation)
            .ConfigureAwait(false);
        if (!shop.IsOk)
        {
            return shop.Refusal;
        }

        var owner = await services
            .GetRequiredService<IAddStaff>()
            .Add(shop.Value, new NewStaffMember(options.Login, "店主", password, [Roles.Owner]), cancellation)
            .ConfigureAwait(false);
        return owner.IsOk ? password : owner.Refusal;
    }
}
