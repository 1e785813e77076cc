using Mono.Cecil;

namespace Banyan.Architecture.Tests;

/// <summary>The product's assemblies and sources, and the planted assembly that every rule must object to.</summary>
internal static class Product
{
    public static readonly IReadOnlyList<string> Rings = ["Kernel", "Engines", "Commerce", "Growth", "Adapters", "Host"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<AssemblyDefinition> Assemblies { get; } = [.. Rings.Select(ring => Read($"Banyan.{ring}.dll"))];

    /// <summary>This test assembly: its Planted folder breaks every rule once.</summary>
    public static AssemblyDefinition Planted { get; } = Read("Banyan.Architecture.Tests.dll");

    public static IReadOnlyList<TypeDefinition> Types { get; } = [.. Assemblies.SelectMany(TypesOf)];

    public static IReadOnlyList<TypeDefinition> PlantedTypes { get; } =
    [.. TypesOf(Planted).Where(type => NamespaceOf(type).Contains("Planted", StringComparison.Ordinal))];

    public static IEnumerable<TypeDefinition> TypesOf(AssemblyDefinition assembly) => assembly.MainModule.GetTypes();

    /// <summary>Nested types live where their outermost type lives.</summary>
    public static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace ?? "";

    /// <summary>Whether a person wrote the type, as far as names tell.</summary>
    public static bool IsWritten(TypeReference type) =>
        !type.Name.Contains('<', StringComparison.Ordinal)
        && (type.DeclaringType is null || IsWritten(type.DeclaringType))
        && !NamespaceOf(type).StartsWith("Microsoft.", StringComparison.Ordinal)
        && !NamespaceOf(type).StartsWith("System", StringComparison.Ordinal);

    /// <summary>Source files below a folder of the repository, without build results and generated migrations.</summary>
    public static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(IsBuilt));

    private static bool IsBuilt(string part) => part is "bin" or "obj" or "node_modules" or "dist" or "Migrations" or "output";

    private static AssemblyDefinition Read(string file) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, file), new ReaderParameters { ReadSymbols = true });

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run inside of the repository.");
    }
}
