using System.Security.Claims;
using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;

namespace Banyan.Commerce.OrderDesk;

/// <summary>Who gets the goods, as files show it: files leave the house, so whoever may not see it gets it masked.</summary>
internal sealed record Receivers(string Name, string Phone, string Address)
{
    private const string Permission = "orders.receivers";

    public static bool AreShownTo(ClaimsPrincipal user) => user.HasClaim(SessionClaims.Permission, Permission);

    public static Receivers Of(Address? address, bool shown) =>
        address is null ? new Receivers("", "", "")
        : shown ? new Receivers(address.Name, address.Phone, $"{Place(address)}{address.Detail}")
        : new Receivers(Masked(address.Name), PhoneNumber.Mask(address.Phone), $"{Place(address)}****");

    private static string Place(Address address) => $"{address.Province}{address.City}{address.District}";

    private static string Masked(string name) => name.Length == 0 ? "" : $"{name[..1]}**";
}
