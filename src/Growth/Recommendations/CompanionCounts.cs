using Banyan.Kernel;

namespace Banyan.Growth.Recommendations;

/// <summary>One member has bought one product.</summary>
internal sealed record Bought(Id MemberId, Id ProductId);

/// <summary>Counts how many members bought two products. Pure.</summary>
internal static class CompanionCounts
{
    private const int MaxOthers = 12;

    /// <summary>Who buys the whole shop says nothing about what goes together, and would make squares of it.</summary>
    private const int MaxPerMember = 30;

    /// <summary>For each product its companions, the most frequent first.</summary>
    public static IReadOnlyDictionary<Id, IReadOnlyList<Id>> Of(IEnumerable<Bought> bought)
    {
        var together = new Dictionary<(Id Product, Id Other), int>();
        foreach (var basket in bought.Distinct().GroupBy(one => one.MemberId))
        {
            var products = basket.Select(one => one.ProductId).Take(MaxPerMember).ToList();
            foreach (var product in products)
            {
                foreach (var other in products.Where(other => other != product))
                {
                    together[(product, other)] = together.GetValueOrDefault((product, other)) + 1;
                }
            }
        }

        return together
            .GroupBy(pair => pair.Key.Product)
            .ToDictionary(
                group => group.Key,
                IReadOnlyList<Id> (group) =>
                    [
                        .. group
                            .OrderByDescending(pair => pair.Value)
                            .ThenBy(pair => pair.Key.Other.Value)
                            .Take(MaxOthers)
                            .Select(pair => pair.Key.Other),
                    ]
            );
    }
}
