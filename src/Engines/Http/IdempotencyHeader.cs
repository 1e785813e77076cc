using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Engines.Commit;
using Banyan.Kernel;
using Microsoft.AspNetCore.Http;

namespace Banyan.Engines.Http;

/// <summary>The Idempotency-Key of a request that moves value. Bound by parameter type; null where the client sent none.</summary>
public sealed record IdempotencyHeader(string? Key, string Route)
{
    public const string HeaderName = "Idempotency-Key";
    private const int MaxLength = 80;

    public static ValueTask<IdempotencyHeader?> BindAsync(HttpContext context)
    {
        var key = context.Request.Headers[HeaderName].ToString().Trim();
        var route = $"{context.Request.Method} {context.Request.Path}";
        return ValueTask.FromResult<IdempotencyHeader?>(new IdempotencyHeader(key.Length == 0 ? null : key, route));
    }

    /// <summary>The key for an act, refused when it is missing or too long.</summary>
    /// <param name="actor">Who acts, such as <c>member:42</c>.</param>
    /// <param name="body">The request's body record; its JSON is part of the hash.</param>
    public Result<ActKey> For(string actor, object? body)
    {
        if (Key is null)
        {
            return new Refusal("idempotency_key_required", 400, "请求缺少 Idempotency-Key", "The Idempotency-Key header is required");
        }

        if (Key.Length > MaxLength)
        {
            return new Refusal("idempotency_key_too_long", 400, "Idempotency-Key 太长", "The Idempotency-Key is too long");
        }

        var text = Route + "\n" + JsonSerializer.Serialize(body, JsonSerializerOptions.Web);
        return new ActKey(actor, Key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
