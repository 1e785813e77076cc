using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Pricing;

/// <summary>What a member would like to know the price of.</summary>
public sealed record QuoteBody(IReadOnlyList<QuoteLineInput> Lines, Id? AddressId, string? ShareCode, Delivery Delivery = Delivery.Express)
{
    /// <summary>Null: the best coupon, no points, no balances.</summary>
    public Choices? Choices { get; init; }
}

/// <summary>Shows a price line by line before anything is ordered. Writes nothing.</summary>
internal static class GetQuote
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/quotes", Handle).RequireMember().WithName("GetQuote").WithTags("Orders").Produces<Quote>();

    private static async Task<IResult> Handle(
        MemberCaller caller,
        QuoteBody body,
        IQuotes quotes,
        IAddressBook addresses,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if ((QuoteLines.Check(body.Lines) ?? QuoteLines.Check(body.Choices)) is { } invalid)
        {
            return invalid.ToHttp();
        }

        var address = body.AddressId is { } id ? await addresses.Find(caller.ShopId, caller.MemberId, id, cancellation) : null;
        var request = new QuoteRequest(caller.ShopId, caller.MemberId, body.Lines, clock.GetUtcNow())
        {
            Delivery = body.Delivery,
            Province = address?.Province,
            Choices = body.Choices ?? Choices.Default,
        };
        var priced = await quotes.Price(request, cancellation);
        return priced.Map(order => order.Quote).ToHttp();
    }
}
