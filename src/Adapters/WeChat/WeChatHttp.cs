namespace Banyan.Adapters.WeChat;

/// <summary>The connection to WeChat and the bounded way of reading its answers.</summary>
public static class WeChatHttp
{
    internal const int MaxReplyBytes = 2 * 1024 * 1024;

    /// <summary>Bills: some hundred thousand lines.</summary>
    internal const int MaxFileBytes = 64 * 1024 * 1024;

    /// <summary>
    /// A client for both WeChat hosts, kept for the life of the process. It follows no redirects, and it is made by hand because a client
    /// from a factory may log addresses, and the login call carries the app secret in its query.
    /// </summary>
    public static HttpClient Create() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectTimeout = TimeSpan.FromSeconds(5),
                ActivityHeadersPropagator = null,
            }
        )
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };

    /// <summary>Sends once and reads the whole answer within the options' time.</summary>
    internal static async Task<WeChatReply> SendAsync(
        HttpClient http,
        HttpRequestMessage request,
        int timeoutSeconds,
        CancellationToken ct,
        int maxBytes = MaxReplyBytes
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(timeoutSeconds));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var body = await ReadAsync(response, maxBytes, limit.Token);
            var signature = WeChatSignature.From(name => response.Headers.TryGetValues(name, out var values) ? values.First() : null);
            return new WeChatReply((int)response.StatusCode, body, signature);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new WeChatException(WeChatException.Timeout, $"No answer within {timeoutSeconds} s.", 0, retryable: true, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            var error = (e as HttpRequestException)?.HttpRequestError;
            throw new WeChatException(WeChatException.Network, error?.ToString() ?? "The connection broke.", 0, retryable: true, e)
            {
                NeverSent = error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
            };
        }
    }

    /// <summary>Repeats a call that failed for no reason of its own, after 0.2 s, 0.6 s, 1.8 s …</summary>
    internal static async Task<T> RepeatAsync<T>(
        int attempts,
        Func<Task<T>> call,
        Func<WeChatException, bool> worthIt,
        CancellationToken ct
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (WeChatException e) when (attempt < attempts && worthIt(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * Math.Pow(3, attempt - 1)), ct);
            }
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, ct)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > maxBytes)
            {
                var status = (int)response.StatusCode;
                throw new WeChatException(WeChatException.ReplyUnreadable, "The answer is too long.", status, retryable: true);
            }
        }

        return buffer.ToArray();
    }
}

internal sealed record WeChatReply(int Status, byte[] Body, WeChatSignature Signature);
