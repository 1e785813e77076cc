using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Commerce.Members;

/// <summary>A member's addresses, the default one first, then the newest.</summary>
internal static class ListAddresses
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/addresses", Handle).RequireMember().WithName("ListAddresses").Produces<Page<AddressView>>();

    private static async Task<Page<AddressView>> Handle(MemberCaller caller, BanyanDb db, PhoneVault vault, CancellationToken cancellation)
    {
        var book = await db.Set<SavedAddress>()
            .AsNoTracking()
            .Where(address => address.MemberId == caller.MemberId)
            .OrderByDescending(address => address.IsDefault)
            .ThenByDescending(address => address.Id)
            .Take(SavedAddress.MaxPerMember)
            .ToListAsync(cancellation)
            .ConfigureAwait(false);
        return new Page<AddressView>([.. book.Select(address => View(address, vault.Open(address.PhoneSealed)))], null);
    }

    public static AddressView View(SavedAddress address, string phone) =>
        new(address.Id, address.Name, phone, address.Province, address.City, address.District, address.Detail, address.IsDefault);
}
