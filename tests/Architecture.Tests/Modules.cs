using Mono.Cecil;

namespace Banyan.Architecture.Tests;

/// <summary>A module such as Commerce/Orders; what it shows to others lies in its Contracts.</summary>
internal sealed record Module(string Ring, string Name)
{
    public override string ToString() => $"{Ring}/{Name}";
}

/// <summary>One module mentions another.</summary>
internal sealed record Mention(Module From, Module To, string Where, string What, bool ThroughContracts);

internal static class Modules
{
    /// <summary>Null for what belongs to no module: Kernel, Engines, Host, and what lies directly in a ring.</summary>
    public static Module? Of(TypeReference type)
    {
        var parts = Product.NamespaceOf(type).Split('.');
        return parts is ["Banyan", "Commerce" or "Growth" or "Planted", _, ..] ? new Module(parts[1], parts[2]) : null;
    }

    public static IReadOnlyList<Mention> Mentions(IEnumerable<TypeDefinition> types) =>
        [
            .. from type in types
            let source = Of(type)
            where source is not null
            from used in References.Of(type)
            let target = Of(used)
            where target is not null && target != source
            select new Mention(source, target, type.FullName, used.FullName, InContracts(used)),
        ];

    /// <summary>Code of one module that reaches into another past its Contracts.</summary>
    public static IReadOnlyList<string> Trespasses(IEnumerable<Mention> mentions) =>
        [.. mentions.Where(mention => !mention.ThroughContracts).Select(mention => $"{mention.Where} uses {mention.What}").Distinct()];

    /// <summary>Modules that need each other in a circle.</summary>
    public static IReadOnlyList<string> Circles(IEnumerable<Mention> mentions)
    {
        var graph = mentions.ToLookup(mention => mention.From, mention => mention.To);
        return
        [
            .. graph
                .Select(node => node.Key)
                .Where(start => Reaches(graph, start))
                .Select(module => module.ToString())
                .Order(StringComparer.Ordinal),
        ];
    }

    public static IReadOnlyDictionary<string, string[]> Graph(IEnumerable<Mention> mentions) =>
        mentions
            .GroupBy(mention => mention.From.ToString(), mention => mention.To.ToString())
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().Order(StringComparer.Ordinal).ToArray());

    private static bool InContracts(TypeReference type) => Product.NamespaceOf(type).Split('.') is [_, _, _, "Contracts", ..];

    private static bool Reaches(ILookup<Module, Module> graph, Module start)
    {
        var seen = new HashSet<Module>();
        var open = new Queue<Module>(graph[start]);
        while (open.TryDequeue(out var next))
        {
            if (next == start)
            {
                return true;
            }

            if (seen.Add(next))
            {
                foreach (var further in graph[next])
                {
                    open.Enqueue(further);
                }
            }
        }

        return false;
    }
}
