using Banyan.Commerce.Pricing;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Tests.Pricing;

/// <summary>The public table of worked examples.</summary>
public sealed class ExampleTests
{
    private const int Columns = 8;

    public static TheoryData<string> Rows => [.. Table()];

    [Fact]
    public void There_are_at_least_sixty_examples() => Table().Count().ShouldBeGreaterThanOrEqualTo(60);

    [Theory, MemberData(nameof(Rows))]
    public void The_price_is_as_the_table_says(string row)
    {
        var cells = row.Trim('|').Split('|').Select(cell => cell.Trim()).ToList();
        cells.Count.ShouldBe(Columns, row);
        var quote = PriceCalculation.Calculate(ExampleText.Case(cells[1], cells[2], cells[3]));

        string.Join('、', quote.Lines.Select(line => Text(line.PayableFen))).ShouldBe(cells[4], row);
        Text(quote.FreightFen).ShouldBe(cells[5], row);
        Text(quote.PayableFen).ShouldBe(cells[6], row);
        Text(quote.CashFen).ShouldBe(cells[7], row);
        Sums.ShouldAddUp(quote);
    }

    private static string Text(Fen amount) => amount.ToYuan().TrimStart('¥');

    private static IEnumerable<string> Table()
    {
        using var stream = typeof(ExampleTests).Assembly.GetManifestResourceStream("pricing-examples.md")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsDigit(line[2]))];
    }
}

/// <summary>What holds for every quote.</summary>
internal static class Sums
{
    public static void ShouldAddUp(Quote quote)
    {
        (quote.Lines.Sum(line => line.PayableFen) + quote.FreightFen).ShouldBe(quote.PayableFen);
        (quote.GoodsFen - quote.DiscountFen + quote.FreightFen).ShouldBe(quote.PayableFen);
        quote.PayableFen.ShouldBe(quote.CashFen + quote.Tenders.Sum(tender => tender.UseFen));
        foreach (var line in quote.Lines)
        {
            line.PayableFen.ShouldBeGreaterThanOrEqualTo(Fen.Zero);
            (line.GoodsFen + line.Steps.Sum(step => step.AmountFen)).ShouldBe(line.PayableFen);
            line.BaseFen!.Value.ShouldBeInRange(Fen.Zero, line.PayableFen);
        }

        foreach (var lane in quote.Lanes.Where(lane => lane.Lane != Lane.Freight))
        {
            quote
                .Lines.SelectMany(line => line.Steps)
                .Where(step => step.Lane == lane.Lane)
                .Sum(step => step.AmountFen)
                .ShouldBe(lane.AmountFen);
        }

        var counted = quote.Tenders.Where(tender => !tender.CountsAsPaid).Sum(tender => tender.UseFen);
        var lines = quote.Lines.Sum(line => line.PayableFen - line.BaseFen!.Value);
        (counted - lines).ShouldBeInRange(Fen.Zero, quote.FreightFen, "what does not count is on the lines and the freight");
        quote.Lines.Sum(line => line.Points).ShouldBe(quote.Points is { Used: true } points ? points.Points : 0);
    }
}
