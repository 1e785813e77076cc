using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Commerce.Orders;

/// <summary>Where an order goes: to an address, or to a store where it is fetched.</summary>
/// <remarks>Neither is known where nothing is sent; whether that is so, the quote says.</remarks>
internal sealed record Destination(Address? Address, Pickup? Pickup);

/// <summary>Looks up where a member wants an order to go.</summary>
internal sealed class Destinations(IAddressBook addresses, IEnumerable<IPickupPlaces> places)
{
    public static readonly Refusal NoAddress = Refusal.Invalid("addressId", "请选择收货地址", "Choose a delivery address");

    private static readonly Refusal NoStore = Refusal.Conflict(
        "store_closed",
        "这家门店现在不能自提，请换一家",
        "This store does not hand out orders now, please choose another"
    );

    public async Task<Result<Destination>> Find(MemberCaller caller, PlaceOrderBody body, CancellationToken cancellation)
    {
        if (body.Pickup is not { } wish)
        {
            if (body.AddressId is not { } id)
            {
                return new Destination(null, null);
            }

            return await addresses.Find(caller.ShopId, caller.MemberId, id, cancellation) is { } address
                ? new Destination(address, null)
                : NoAddress;
        }

        if (Check.Body().Text(body.Pickup.Name, 1, 20).Phone(body.Pickup.Phone).ToRefusal() is { } invalid)
        {
            return invalid;
        }

        foreach (var place in places)
        {
            if (await place.Find(caller.ShopId, wish with { Name = wish.Name.Trim() }, cancellation) is { } pickup)
            {
                return new Destination(null, pickup);
            }
        }

        return NoStore;
    }
}
