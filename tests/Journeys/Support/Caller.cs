using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Banyan.Journeys.Support;

/// <summary>Somebody who speaks to one of the two APIs, with or without a session.</summary>
public class Caller(HttpClient http, string area)
{
    private const string KeyHeader = "Idempotency-Key";

    public string? Token { get; set; }

    /// <summary>Which shop, where no token says it.</summary>
    public string? Shop { get; init; }

    public string Language { get; init; } = "zh-CN";

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null, null);

    /// <param name="key">The Idempotency-Key; a fresh one when not given.</param>
    public Task<Answer> Put(string path, object body, string? key = null) =>
        Send(HttpMethod.Put, path, JsonContent.Create(body), key ?? Guid.NewGuid().ToString("N"));

    /// <summary>A file, as a browser's form sends it.</summary>
    public Task<Answer> Upload(string path, string name, byte[] content)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        return Send(HttpMethod.Post, path, form, null);
    }

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path, null, null);

    /// <param name="key">The Idempotency-Key; a fresh one when not given.</param>
    public Task<Answer> Post(string path, object? body = null, string? key = null) =>
        Send(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), key ?? Guid.NewGuid().ToString("N"));

    /// <summary>A body exactly as written.</summary>
    public Task<Answer> Raw(HttpMethod method, string path, string body) =>
        Send(method, path, new StringContent(body, Encoding.UTF8, "application/json"), Guid.NewGuid().ToString("N"));

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, string? key)
    {
        using var request = new HttpRequestMessage(method, $"/api/{area}{path}") { Content = content };
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(Language));
        if (Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        if (Shop is not null)
        {
            request.Headers.Add("X-Shop", Shop);
        }

        if (key is not null)
        {
            request.Headers.Add(KeyHeader, key);
        }

        using var response = await http.SendAsync(request);
        return new Answer($"{method} {path}", response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
