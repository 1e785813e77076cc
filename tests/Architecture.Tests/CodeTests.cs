using Mono.Cecil;

namespace Banyan.Architecture.Tests;

public sealed class CodeTests
{
    private static readonly IReadOnlyList<TypeDefinition> Written = [.. Product.Types.Where(Product.IsWritten)];

    private static readonly IReadOnlyList<TypeDefinition> Reckoning =
    [
        .. Written.Where(type => type.Module.Assembly.Name.Name is "Banyan.Kernel" or "Banyan.Commerce" or "Banyan.Growth"),
    ];

    /// <summary>Older than their rule, and to be put right. A name that no longer breaks the rule must leave this list.</summary>
    private static readonly string[] Debts =
    [
        "Banyan.Growth.Campaigns.GetCampaignStatistics/<Of>d__4.MoveNext",
        "Banyan.Growth.Campaigns.Publishing/<Publish>d__7.MoveNext",
        "Banyan.Growth.Distribution.CommissionPostings.Post",
    ];

    [Fact]
    public void Nothing_has_a_clock_or_chance_of_its_own() => Product.Types.SelectMany(CodeRules.OwnClockOrChance).ToList().ShouldBe([]);

    [Fact]
    public void Money_is_Fen() =>
        // The demo's content is read from files as it is written there.
        Written.Where(type => type.Namespace != "Banyan.Host.Demo").SelectMany(CodeRules.MoneyThatIsNotFen).ToList().ShouldBe([]);

    [Fact]
    public void Nothing_is_reckoned_in_floating_point() => Reckoning.SelectMany(CodeRules.FloatingPoint).ToList().ShouldBe([]);

    [Fact]
    public void Names_say_what_a_thing_is() => Written.SelectMany(CodeRules.BadName).ToList().ShouldBe([]);

    [Fact]
    public void Classes_are_sealed() => Written.SelectMany(CodeRules.OpenClass).ToList().ShouldBe([]);

    [Fact]
    public void Functions_are_short_and_have_few_parameters() =>
        Product
            .Types.Where(type => !IsGenerated(type))
            .SelectMany(CodeRules.LongFunction)
            .Concat(Written.SelectMany(CodeRules.ManyParameters))
            .Select(finding => finding.Split(':')[0])
            .Order(StringComparer.Ordinal)
            .ToList()
            .ShouldBe(Debts);

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

    /// <summary>Source generators put their code into foreign namespaces.</summary>
    private static bool IsGenerated(TypeDefinition type) => !Product.NamespaceOf(type).StartsWith("Banyan", StringComparison.Ordinal);
}
