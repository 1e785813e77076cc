using Mono.Cecil;

namespace Banyan.Architecture.Tests;

public sealed class CodeTests
{
    private static readonly IReadOnlyList<TypeDefinition> Written = [.. Product.Types.Where(Product.IsWritten)];

    private static readonly IReadOnlyList<TypeDefinition> Reckoning =
    [
        .. Written.Where(type => type.Module.Assembly.Name.Name is "Banyan.Kernel" or "Banyan.Commerce" or "Banyan.Growth"),
    ];

    [Fact]
    public void Nothing_has_a_clock_or_chance_of_its_own() => Product.Types.SelectMany(CodeRules.OwnClockOrChance).ShouldBeEmpty();

    [Fact]
    public void Money_is_Fen() => Written.SelectMany(CodeRules.MoneyThatIsNotFen).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_reckoned_in_floating_point() => Reckoning.SelectMany(CodeRules.FloatingPoint).ShouldBeEmpty();

    [Fact]
    public void Names_say_what_a_thing_is() => Written.SelectMany(CodeRules.BadName).ShouldBeEmpty();

    [Fact]
    public void Classes_are_sealed() => Written.SelectMany(CodeRules.OpenClass).ShouldBeEmpty();

    [Fact]
    public void Functions_are_short() => Product.Types.SelectMany(CodeRules.LongFunction).ShouldBeEmpty();

    [Fact]
    public void Functions_have_few_parameters() => Written.SelectMany(CodeRules.ManyParameters).ShouldBeEmpty();

    [Theory]
    [InlineData(nameof(CodeRules.OwnClockOrChance), "calls System.DateTime::get_UtcNow")]
    [InlineData(nameof(CodeRules.OwnClockOrChance), "calls System.Guid::NewGuid")]
    [InlineData(nameof(CodeRules.OwnClockOrChance), "calls System.Random::")]
    [InlineData(nameof(CodeRules.MoneyThatIsNotFen), "Careless.PriceFen is Int64")]
    [InlineData(nameof(CodeRules.MoneyThatIsNotFen), "Careless.Pay.AmountFen is Decimal")]
    [InlineData(nameof(CodeRules.FloatingPoint), "Careless.Rate is Double")]
    [InlineData(nameof(CodeRules.FloatingPoint), "Careless.Pay.AmountFen is Decimal")]
    [InlineData(nameof(CodeRules.BadName), "CarelessHelper")]
    [InlineData(nameof(CodeRules.OpenClass), "CarelessHelper")]
    [InlineData(nameof(CodeRules.LongFunction), "Careless.Long: 6")]
    [InlineData(nameof(CodeRules.ManyParameters), "Careless.Seven: 7 parameters")]
    public void Each_rule_catches_what_was_planted(string rule, string finding)
    {
        var method = typeof(CodeRules).GetMethod(rule)!.CreateDelegate<Func<TypeDefinition, IEnumerable<string>>>();
        Product.PlantedTypes.SelectMany(method).ShouldContain(found => found.Contains(finding, StringComparison.Ordinal));
    }
}
