using Banyan.Host.Demo.Seed;

namespace Banyan.Host.Demo;

/// <summary>
/// Tells the sandbox what was paid and refunded before it was there, so that its bills of the first mornings agree with the books of the
/// demonstration. Payments that it knows already are left alone.
/// </summary>
internal sealed class SandboxPast(HttpClient http, ILogger<SandboxPast> log)
{
    public async Task Tell(SeedChannel past, CancellationToken cancellation)
    {
        var body = new
        {
            payments = past.Payments.Select(notice => new
            {
                notice.OutTradeNo,
                notice.TransactionId,
                totalFen = notice.AmountFen.Value,
                notice.PaidAt,
            }),
            refunds = past.Refunds.Select(refund => new
            {
                refund.Asked.OutTradeNo,
                refund.Asked.OutRefundNo,
                refundId = refund.Notice.ChannelRefundId,
                refundFen = refund.Asked.AmountFen.Value,
                refundedAt = refund.At,
            }),
        };
        try
        {
            using var answer = await http.PostAsJsonAsync("sandbox/orders/import", body, cancellation).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            log.LogWarning("The sandbox at {Address} was not told of the past: {Reason}", http.BaseAddress, exception.Message);
        }
    }
}
