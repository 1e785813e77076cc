namespace Banyan.Host.Demo;

/// <summary>What buyers of the demo say, and what the shop answers.</summary>
/// <param name="Good">By category: praise that fits the goods.</param>
/// <param name="Any">Short words for anything; an empty one is a buyer who gave stars alone.</param>
internal sealed record ReviewsContent(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Good,
    IReadOnlyList<string> Any,
    IReadOnlyList<string> Medium,
    IReadOnlyList<string> Bad,
    IReadOnlyList<string> Appended,
    IReadOnlyList<string> Thanks,
    IReadOnlyList<string> Sorry
);

/// <summary>A store of a demo shop.</summary>
internal sealed record StoreContent(
    string Name,
    string Phone,
    string Province,
    string City,
    string District,
    string Detail,
    string Hours,
    int LngMicro,
    int LatMicro
);
