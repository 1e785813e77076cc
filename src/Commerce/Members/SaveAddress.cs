using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Http;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Members;

internal sealed record AddressInput(
    string Name,
    string Phone,
    string Province,
    string City,
    string District,
    string Detail,
    bool IsDefault
);

internal sealed record AddressView(
    Id Id,
    string Name,
    string Phone,
    string Province,
    string City,
    string District,
    string Detail,
    bool IsDefault
);

/// <summary>Adds an address to a member's book, or changes one.</summary>
internal static class SaveAddress
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/addresses",
                (AddressInput body, MemberCaller caller, AddressDesk desk, CancellationToken cancellation) =>
                    desk.Save(caller, null, body, cancellation)
            )
            .RequireMember()
            .WithName("AddAddress")
            .Produces<AddressView>();
        api.MapPut(
                "/addresses/{id}",
                (Id id, AddressInput body, MemberCaller caller, AddressDesk desk, CancellationToken cancellation) =>
                    desk.Save(caller, id, body, cancellation)
            )
            .RequireMember()
            .WithName("ChangeAddress")
            .Produces<AddressView>();
    }

    public static Refusal? Check(AddressInput body) =>
        Engines
            .Http.Check.Body()
            .Text(body.Name, 1, 20)
            .Phone(body.Phone)
            .Text(body.Province, 1, 20)
            .Text(body.City, 1, 20)
            .Text(body.District, 0, 20)
            .Text(body.Detail, 1, 100)
            .ToRefusal();
}

internal sealed class AddressDesk(Commit commit, PhoneVault vault, TimeProvider clock)
{
    public async Task<IResult> Save(MemberCaller caller, Id? addressId, AddressInput body, CancellationToken cancellation)
    {
        if (SaveAddress.Check(body) is { } refusal)
        {
            return refusal.ToHttp();
        }

        var act = new PutAddress
        {
            ShopId = caller.ShopId,
            At = clock.GetUtcNow(),
            MemberId = caller.MemberId,
            AddressId = addressId,
            Body = body,
            PhoneSealed = vault.Seal(body.Phone),
        };
        var saved = await commit.Run(act, cancellation).ConfigureAwait(false);
        return saved.Map(address => ListAddresses.View(address, body.Phone)).ToHttp();
    }
}

internal sealed class PutAddress : Act<SavedAddress>
{
    private static readonly Refusal TooMany = Refusal.Conflict(
        "too_many_addresses",
        $"最多保存 {SavedAddress.MaxPerMember} 个地址，请先删除不用的",
        $"At most {SavedAddress.MaxPerMember} addresses; please delete one first"
    );

    public required Id MemberId { get; init; }

    /// <summary>Null adds a new one.</summary>
    public required Id? AddressId { get; init; }

    public required AddressInput Body { get; init; }

    public required string PhoneSealed { get; init; }

    public override void Need(Stage stage, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            // The member's own row is locked too: two first addresses at once would each see an empty book.
            needs.Add(MemberRows.ById, ShopId, MemberId);
            needs.Add(AddressRows.OfMember, ShopId, MemberId);
        }
    }

    public override Result<SavedAddress> Decide(World world)
    {
        var book = world.Many(AddressRows.OfMember, ShopId, MemberId);
        var before = book.FirstOrDefault(address => address.Id == AddressId);
        if (AddressId is not null && before is null)
        {
            return Refusal.NotFound;
        }

        if (before is null && book.Count >= SavedAddress.MaxPerMember)
        {
            return TooMany;
        }

        var others = book.Where(address => address.Id != AddressId).ToList();
        var saved = Filled(before?.Id ?? world.NextId(), before?.Version ?? 0) with
        {
            // Somebody with addresses always has a default one: the first becomes it.
            IsDefault = Body.IsDefault || !others.Exists(address => address.IsDefault),
        };
        if (saved.IsDefault)
        {
            foreach (var other in others.Where(address => address.IsDefault))
            {
                world.Put(other with { IsDefault = false });
            }
        }

        world.Put(saved);
        return saved;
    }

    private SavedAddress Filled(Id id, int version) =>
        new()
        {
            ShopId = ShopId,
            Id = id,
            Version = version,
            MemberId = MemberId,
            Name = Body.Name.Trim(),
            PhoneSealed = PhoneSealed,
            Province = Body.Province.Trim(),
            City = Body.City.Trim(),
            District = (Body.District ?? "").Trim(),
            Detail = Body.Detail.Trim(),
            IsDefault = Body.IsDefault,
        };
}
