namespace Banyan.Architecture.Tests;

public sealed class TidyTests
{
    [Fact]
    public void Source_files_are_short_and_so_are_their_lines() =>
        Product
            .Sources("src", "*.cs")
            .Concat(Product.Sources("tests", "*.cs"))
            .Concat(Product.Sources("bench", "*.cs"))
            .Concat(Product.Sources("web", "*.vue"))
            .SelectMany(file => TidyRules.Check(Path.GetRelativePath(Product.Root, file), File.ReadAllLines(file)))
            .ToList()
            .ShouldBe([]);

    [Fact]
    public void Long_files_and_lines_are_caught()
    {
        string[] lines = [.. Enumerable.Repeat("", 400), new('x', 141)];
        TidyRules
            .Check("Planted.cs", lines)
            .ShouldBe(["Planted.cs: 401 lines, at most 400", "Planted.cs:401: 141 characters, at most 140"]);
        TidyRules.Check("Planted.vue", [.. lines.Take(301)]).ShouldBe(["Planted.vue: 301 lines, at most 300"]);
        TidyRules.Check("Planted.cs", ["    #region x"]).ShouldBe(["Planted.cs:1: #region"]);
    }

    [Fact]
    public void Every_project_is_built_with_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Product.Root, "Banyan.slnx"));
        foreach (var project in ((string[])["src", "tests", "bench"]).SelectMany(folder => Product.Sources(folder, "*.csproj")))
        {
            solution.ShouldContain(Path.GetRelativePath(Product.Root, project).Replace('\\', '/'));
        }
    }
}
