using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Distribution;

/// <summary>Who is paid for a sale, nearest first. Pure.</summary>
internal static class PayeeChain
{
    /// <summary>How many members above the seller are looked at when some are passed over.</summary>
    public const int MaxLook = 16;

    /// <param name="seller">The sharer the order is attributed to, or the buyer where they sell to themselves.</param>
    /// <param name="uplines">The seller's uplines, nearest first.</param>
    /// <param name="isActive">Whether a member may earn commission.</param>
    /// <returns>At most <see cref="DistributionRules.Payees"/>; empty when the seller may not earn.</returns>
    public static IReadOnlyList<Id> Of(DistributionRules rules, Id seller, IReadOnlyList<Id> uplines, Func<Id, bool> isActive)
    {
        var payees = new List<Id>();
        foreach (var member in uplines.Prepend(seller))
        {
            if (payees.Count == rules.Payees)
            {
                break;
            }

            if (isActive(member))
            {
                payees.Add(member);
            }
            else if (!rules.SkipNonDistributors)
            {
                break;
            }
        }

        return payees;
    }
}
