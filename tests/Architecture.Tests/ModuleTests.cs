using System.Text;

namespace Banyan.Architecture.Tests;

public sealed class ModuleTests
{
    private static readonly IReadOnlyList<Mention> InProduct = Modules.Mentions(Product.Types);
    private static readonly IReadOnlyList<Mention> InPlanted = Modules.Mentions(Product.PlantedTypes);

    [Fact]
    public void Modules_see_each_other_only_through_contracts() => Modules.Trespasses(InProduct).ShouldBeEmpty();

    [Fact]
    public void A_module_that_reaches_past_contracts_is_caught() =>
        Modules
            .Trespasses(InPlanted)
            .ShouldContain("Banyan.Planted.Alpha.Intruder uses Banyan.Planted.Beta.Inner", customMessage: "planted in Planted/Siblings.cs");

    [Fact]
    public void No_modules_need_each_other_in_a_circle() => Modules.Circles(InProduct).ShouldBeEmpty();

    [Fact]
    public void A_circle_of_modules_is_caught() => Modules.Circles(InPlanted).ShouldBe(["Planted/Alpha", "Planted/Beta"]);

    [Fact]
    public void Each_ring_knows_only_the_rings_below_it()
    {
        var allowed = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Kernel"] = [],
            ["Engines"] = ["Kernel"],
            ["Commerce"] = ["Kernel", "Engines"],
            ["Growth"] = ["Kernel", "Engines", "Commerce"],
            ["Adapters"] = ["Kernel", "Engines", "Commerce", "Growth"],
        };
        foreach (var (ring, below) in allowed)
        {
            Product
                .Assemblies.Single(assembly => assembly.Name.Name == $"Banyan.{ring}")
                .MainModule.AssemblyReferences.Select(reference => reference.Name)
                .Where(name => name.StartsWith("Banyan.", StringComparison.Ordinal))
                .ShouldBeSubsetOf(below.Select(name => $"Banyan.{name}"), $"{ring} may not know these");
        }
    }

    [Fact]
    public void The_kernel_needs_nothing_but_the_runtime() =>
        Product
            .Assemblies.Single(assembly => assembly.Name.Name == "Banyan.Kernel")
            .MainModule.AssemblyReferences.Select(reference => reference.Name)
            .ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void The_picture_of_the_modules_is_current()
    {
        var text = new StringBuilder(
            "# Modules\n\nWho uses whose Contracts. A test keeps this page current.\n\n| module | uses |\n|---|---|\n"
        );
        foreach (var (module, uses) in Modules.Graph(InProduct))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {module} | {string.Join(", ", uses)} |\n");
        }

        Snapshot.Matches("docs/modules.md", text.ToString());
    }
}
