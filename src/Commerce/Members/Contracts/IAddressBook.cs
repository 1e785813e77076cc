using Banyan.Kernel;

namespace Banyan.Commerce.Members.Contracts;

/// <summary>Where goods go: a copy of it is frozen on each order.</summary>
public sealed record Address(string Name, string Phone, string Province, string City, string District, string Detail);

/// <summary>A member's own addresses.</summary>
public interface IAddressBook
{
    /// <summary>The address if it is the member's own; null otherwise.</summary>
    Task<Address?> Find(Id shopId, Id memberId, Id addressId, CancellationToken cancellation);
}

/// <summary>Looks members up for other modules, set-wise.</summary>
public interface IMemberLookup
{
    /// <summary>How these members are shown; unknown ids are left out.</summary>
    Task<IReadOnlyDictionary<Id, Person>> People(Id shopId, IReadOnlyCollection<Id> memberIds, CancellationToken cancellation);

    /// <summary>The member's openid, which the payment channel asks for.</summary>
    Task<string?> OpenIdOf(Id shopId, Id memberId, CancellationToken cancellation);
}
