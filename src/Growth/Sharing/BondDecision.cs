using Banyan.Engines.Storage;
using Banyan.Growth.Sharing.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Sharing;

/// <summary>The share by which somebody came, as it was read before the lock.</summary>
/// <param name="UplinesOfSharer">Nearest first.</param>
/// <param name="SharerMay">Whether the rules let this sharer have customers.</param>
internal sealed record Arrival(Id SharerId, string Channel, Id? TouchId, IReadOnlyList<Id> UplinesOfSharer, bool SharerMay);

/// <summary>The pure rule: does this make a bond now? A member who has a bond keeps it.</summary>
internal static class BondDecision
{
    /// <param name="isNew">The member registers with this very step, or has never paid before (for first_paid).</param>
    public static bool Makes(BondRules rules, BondMoment moment, Arrival arrival, bool hasBond, bool isNew) =>
        !hasBond && arrival.SharerMay && (isNew || !rules.NewMembersOnly) && Counts(rules.When, moment);

    /// <summary>The cause kept in the bond's history.</summary>
    public static string CauseOf(BondMoment moment) => SnakeCase.Of(moment.ToString());

    /// <summary>Registering by a share is also its first opening by somebody we know.</summary>
    private static bool Counts(BondMoment rule, BondMoment moment) =>
        rule == moment || (rule == BondMoment.FirstOpen && moment == BondMoment.Register);
}
