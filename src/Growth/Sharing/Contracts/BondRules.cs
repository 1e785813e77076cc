namespace Banyan.Growth.Sharing.Contracts;

/// <summary>Who may have customers.</summary>
public enum SharerRule
{
    Anyone,
    Distributors,
}

/// <summary>When a visitor becomes the sharer's customer.</summary>
public enum BondMoment
{
    /// <summary>At the first opening of a share, as soon as the visitor is known as a member.</summary>
    FirstOpen,

    /// <summary>When the visitor registers.</summary>
    Register,

    /// <summary>When the member's first order is paid.</summary>
    FirstPaid,
}

/// <summary>A shop's rules for bonds.</summary>
/// <param name="NewMembersOnly">Members who registered before they came by a share stay nobody's customers.</param>
public sealed record BondRules(SharerRule Who, BondMoment When, bool NewMembersOnly)
{
    public static readonly BondRules Default = new(SharerRule.Distributors, BondMoment.Register, NewMembersOnly: true);
}
