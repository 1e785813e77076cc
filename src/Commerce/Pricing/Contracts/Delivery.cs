namespace Banyan.Commerce.Pricing.Contracts;

/// <summary>How goods come to their buyer.</summary>
public enum Delivery
{
    Express,

    /// <summary>The buyer fetches them at one of the shop's stores; nothing is charged for it.</summary>
    Pickup,

    /// <summary>Nothing is carried: a course, a card, a service. What is ordered says so, not the buyer.</summary>
    Virtual,
}
