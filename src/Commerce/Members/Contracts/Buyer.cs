using Banyan.Kernel;

namespace Banyan.Commerce.Members.Contracts;

/// <summary>A member as staff see them beside an order.</summary>
public sealed record Buyer(Id Id, string Nickname, string AvatarUrl)
{
    /// <summary>From a lookup; a member who is gone keeps the id alone.</summary>
    public static Buyer Of(Id memberId, IReadOnlyDictionary<Id, Person> people) =>
        people.TryGetValue(memberId, out var person)
            ? new Buyer(memberId, person.Nickname, person.AvatarUrl)
            : new Buyer(memberId, "已注销的会员", "");
}
