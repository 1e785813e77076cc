namespace Banyan.Commerce.Members.Contracts;

/// <summary>How a member is shown to others.</summary>
public sealed record Person(string Nickname, string AvatarUrl);
