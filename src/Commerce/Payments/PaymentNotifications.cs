using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Payments;

/// <summary>Where WeChat Pay tells us of payments.</summary>
internal static class PaymentNotifications
{
    public static void Map(IEndpointRouteBuilder site) =>
        site.MapPost(ChannelMessages.PaymentPath, Handle).AllowAnyone().ExcludeFromDescription();

    private static async Task<IResult> Handle(
        HttpRequest request,
        IPaymentChannel channel,
        IPaymentConfirmation confirmation,
        CancellationToken cancellation
    )
    {
        if (await ChannelMessages.Read(request, cancellation) is not { } message)
        {
            return ChannelMessages.Answer(ChannelMessages.TooLarge);
        }

        var notice = channel.OpenPaymentNotice(message);
        return ChannelMessages.Answer(notice.IsOk ? (await confirmation.Confirm(notice.Value, cancellation)).Refusal : notice.Refusal);
    }
}
