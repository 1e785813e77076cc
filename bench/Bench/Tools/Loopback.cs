using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Banyan.Bench;

/// <summary>What an HTTP server said.</summary>
internal sealed record Said(HttpStatusCode Status, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public override string ToString() => $"{(int)Status} {Encoding.UTF8.GetString(Body)}";
}

/// <summary>A client with as little of its own work per request as .NET's can do: no proxies, cookies, redirects or traces.</summary>
internal sealed class Loopback(Uri address) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker http = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
        }
    );

    /// <param name="headers">What the request carries beside its body.</param>
    public async Task<Said> Send(HttpMethod method, string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        return new Said(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
    }

    public void Dispose() => http.Dispose();
}
