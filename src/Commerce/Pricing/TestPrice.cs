using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Pricing;

/// <summary>A cart that staff try the price of.</summary>
/// <param name="MemberId">Whose level, coupons, points and balances count; null: somebody new without any.</param>
/// <param name="At">When; null: now. Price campaigns count as they are planned for then.</param>
/// <param name="Province">Where it goes; null: anywhere.</param>
public sealed record PriceTestBody(
    Id? MemberId,
    DateTimeOffset? At,
    IReadOnlyList<QuoteLineInput> Lines,
    string? Province,
    Delivery Delivery = Delivery.Express
)
{
    public Choices? Choices { get; init; }
}

/// <summary>Shows staff what somebody would pay, and why. The same calculation as at the checkout; writes nothing.</summary>
internal static class TestPrice
{
    private const int MaxYears = 2;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/price-tests", Handle).RequirePermission("campaigns.read").WithName("TestPrice").WithTags("Pricing").Produces<Quote>();

    private static async Task<IResult> Handle(
        StaffCaller caller,
        PriceTestBody body,
        IQuotes quotes,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var at = body.At ?? now;
        var check = Check
            .Body()
            .Text(body.Province, 0, 20)
            .That(
                at > now.AddYears(-MaxYears) && at < now.AddYears(MaxYears),
                "at",
                $"时间应在前后 {MaxYears} 年以内",
                $"The time must be within {MaxYears} years"
            );
        if ((QuoteLines.Check(body.Lines) ?? QuoteLines.Check(body.Choices) ?? check.ToRefusal()) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var request = new QuoteRequest(caller.ShopId, body.MemberId ?? Id.None, body.Lines, at)
        {
            Delivery = body.Delivery,
            Province = body.Province,
            Choices = body.Choices ?? Choices.Default,
        };
        var priced = await quotes.Price(request, cancellation);
        return priced.Map(order => order.Quote).ToHttp();
    }
}
