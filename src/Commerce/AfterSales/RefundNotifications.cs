using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.AfterSales;

/// <summary>Where WeChat Pay tells us what became of a refund; answered as payments are.</summary>
internal static class RefundNotifications
{
    public static void Map(IEndpointRouteBuilder site) =>
        site.MapPost(ChannelMessages.RefundPath, Handle).AllowAnyone().ExcludeFromDescription();

    private static async Task<IResult> Handle(
        HttpRequest request,
        IPaymentChannel channel,
        IRefundOutcome outcome,
        CancellationToken cancellation
    )
    {
        if (await ChannelMessages.Read(request, cancellation) is not { } message)
        {
            return ChannelMessages.Answer(ChannelMessages.TooLarge);
        }

        var notice = channel.OpenRefundNotice(message);
        return ChannelMessages.Answer(notice.IsOk ? (await outcome.Finish(notice.Value, cancellation)).Refusal : notice.Refusal);
    }
}
