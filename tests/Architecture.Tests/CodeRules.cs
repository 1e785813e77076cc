using Mono.Cecil;

namespace Banyan.Architecture.Tests;

/// <summary>Rules about single types and members; each returns what breaks it.</summary>
internal static class CodeRules
{
    private const int MaxFunctionLines = 60;
    private const int MaxParameters = 6;

    /// <summary>An endpoint's handler is called by the framework, which hands it services that cannot be mixed up.</summary>
    private const int MaxHandlerParameters = 8;

    private static readonly Lazy<HashSet<string>> DerivedFrom = new(() =>
        [.. Product.Types.Select(type => type.BaseType).OfType<TypeReference>().Select(type => type.GetElementType().FullName)]
    );

    private static readonly string[] ForbiddenCalls =
    [
        "System.DateTime::get_Now",
        "System.DateTime::get_UtcNow",
        "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now",
        "System.DateTimeOffset::get_UtcNow",
        "System.Guid::NewGuid",
        "System.Random::",
    ];

    private static readonly string[] ForbiddenEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Base", "Impl", "Dto", "DTO"];

    /// <summary>Time and chance are arguments.</summary>
    public static IEnumerable<string> OwnClockOrChance(TypeDefinition type) =>
        from call in References.CallsOf(type)
        let name = $"{call.DeclaringType.FullName}::{call.Name}"
        where ForbiddenCalls.Any(forbidden => name.StartsWith(forbidden, StringComparison.Ordinal))
        select $"{type.FullName} calls {name}";

    /// <summary>What ends in Fen is a Fen, or holds some.</summary>
    public static IEnumerable<string> MoneyThatIsNotFen(TypeDefinition type) =>
        from member in Members(type)
        where
            member.Name.Length > "Fen".Length
            && member.Name.EndsWith("Fen", StringComparison.Ordinal)
            && !Mentions(member.Type, "Banyan.Kernel.Fen")
        select $"{type.FullName}.{member.Name} is {member.Type.Name}";

    /// <summary>No floating point where money and quantities are reckoned.</summary>
    public static IEnumerable<string> FloatingPoint(TypeDefinition type) =>
        from member in Members(type)
        where Mentions(member.Type, "System.Double") || Mentions(member.Type, "System.Single") || Mentions(member.Type, "System.Decimal")
        select $"{type.FullName}.{member.Name} is {member.Type.Name}";

    public static IEnumerable<string> BadName(TypeDefinition type) =>
        ForbiddenEndings.Any(ending => NameOf(type).EndsWith(ending, StringComparison.Ordinal)) ? [type.FullName] : [];

    /// <summary>Open is only what something in the product is derived from.</summary>
    public static IEnumerable<string> OpenClass(TypeDefinition type) =>
        type is { IsClass: true, IsValueType: false, IsAbstract: false, IsSealed: false, Namespace: not "" }
        && !DerivedFrom.Value.Contains(type.FullName)
            ? [type.FullName]
            : [];

    /// <summary>From the first to the last line that has code; state machines count as the function they were made from.</summary>
    /// <summary>What fills static fields is left out: a long table of data is no long function.</summary>
    public static IEnumerable<string> LongFunction(TypeDefinition type) =>
        from method in type.Methods
        where method.DebugInformation.HasSequencePoints && method.Name != ".cctor"
        let lines = method.DebugInformation.SequencePoints.Where(point => !point.IsHidden).Select(point => point.StartLine).ToList()
        where lines.Count > 0 && lines.Max() - lines.Min() + 1 > MaxFunctionLines
        select $"{type.FullName}.{method.Name}: {lines.Max() - lines.Min() + 1} lines";

    /// <summary>Constructors are left out: those of records name their values, those of services are called by the container.</summary>
    public static IEnumerable<string> ManyParameters(TypeDefinition type) =>
        from method in type.Methods
        where !method.IsConstructor && method.Name != "Deconstruct" && !method.Name.Contains('<', StringComparison.Ordinal)
        where method.Parameters.Count > (IsHandler(method) ? MaxHandlerParameters : MaxParameters) && !method.IsVirtual
        select $"{type.FullName}.{method.Name}: {method.Parameters.Count} parameters";

    private static IEnumerable<(string Name, TypeReference Type)> Members(TypeDefinition type) =>
        type
            .Properties.Select(property => (property.Name, property.PropertyType))
            .Concat(
                type.Fields.Where(field => !field.HasConstant && !field.Name.Contains('<', StringComparison.Ordinal))
                    .Select(field => (field.Name, field.FieldType))
            )
            .Concat(
                from method in type.Methods
                where !method.Name.Contains('<', StringComparison.Ordinal) && method.Name != "Deconstruct"
                from parameter in method.Parameters
                select ($"{method.Name}.{Capital(parameter.Name)}", parameter.ParameterType)
            )
            .Concat(
                from method in type.Methods
                where !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal)
                select (method.Name, method.ReturnType)
            )
            .Select(member => (member.Item1, member.Item2));

    private static bool IsHandler(MethodDefinition method) =>
        method.IsStatic && Mentions(method.ReturnType, "Microsoft.AspNetCore.Http.IResult");

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static bool Mentions(TypeReference type, string fullName) =>
        type.FullName == fullName
        || (type is GenericInstanceType generic && generic.GenericArguments.Any(argument => Mentions(argument, fullName)))
        || (type is TypeSpecification and not GenericInstanceType && Mentions(type.GetElementType(), fullName));

    private static string NameOf(TypeDefinition type) => type.Name.Split('`')[0];
}
