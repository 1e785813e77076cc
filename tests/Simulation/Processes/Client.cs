using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Banyan.Simulation.Processes;

/// <summary>
/// A buyer on a real socket, who orders and pays without a rest. When the line breaks, the buyer remembers what was asked and asks the
/// same again later, with the same key.
/// </summary>
internal sealed class Client(HttpClient shop, HttpClient weChat, string name)
{
    private string token = "";
    private string addressId = "";
    private int count;
    private string? open;

    public string Name => name;

    public string Token => token;

    /// <summary>Between one order and the next.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>1: pays everything; 2: every second order, and leaves the others to be closed.</summary>
    public int PaysOneOf { get; init; } = 1;

    /// <summary>Idempotency-Key and the id of the order it was answered with.</summary>
    public Dictionary<string, string> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers under which WeChat took the money.</summary>
    public List<string> Paid { get; } = [];

    /// <summary>Answers that should not have been given.</summary>
    public List<string> Wrong { get; } = [];

    public async Task Arrive(string slug)
    {
        var login = await Send("/api/shop/sessions", new { code = "persona:" + name }, key: null, slug);
        token = (string)login!["token"]!;
        var address = new
        {
            name,
            phone = "13800138000",
            province = "浙江省",
            city = "杭州市",
            district = "西湖区",
            detail = "文三路 1 号",
            isDefault = true,
        };
        addressId = (string)(await Send("/api/shop/addresses", address, key: null))!["id"]!;
    }

    /// <summary>Buys until the line breaks or time is up.</summary>
    public async Task BuyOn(IReadOnlyList<string> skus, CancellationToken end)
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                open ??= $"{name}-{++count}";
                await Buy(skus, open);
                open = null;
                await Task.Delay(Rest, CancellationToken.None);
            }
        }
        catch (HttpRequestException)
        {
            // The line is broken; the key stays open.
        }
    }

    /// <summary>Asks again what was not answered.</summary>
    public async Task AskAgain(IReadOnlyList<string> skus)
    {
        if (open is { } key)
        {
            await Buy(skus, key);
            open = null;
        }
    }

    private async Task Buy(IReadOnlyList<string> skus, string key)
    {
        var body = new
        {
            lines = new[] { new { skuId = skus[key.Length % skus.Count], quantity = 1 } },
            addressId,
            remark = key,
            fromCart = false,
        };
        if (await Send("/api/shop/orders", body, key) is not { } order)
        {
            return;
        }

        var id = (string)order["id"]!;
        if (Acknowledged.TryGetValue(key, out var before) && before != id)
        {
            Wrong.Add($"{key} was order {before} and is now {id}");
        }

        Acknowledged[key] = id;
        if (count % PaysOneOf != 0)
        {
            return;
        }

        if (await Send($"/api/shop/orders/{id}/pay", new { }, key) is { } prepared && (string?)prepared["outTradeNo"] is { } number)
        {
            using var paid = await weChat.PostAsJsonAsync("/sandbox/pay", new { outTradeNo = number });
            if (paid.IsSuccessStatusCode)
            {
                Paid.Add(number);
            }
        }
    }

    private async Task<JsonNode?> Send(string path, object body, string? key, string? slug = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        if (slug is not null)
        {
            request.Headers.Add("X-Shop", slug);
        }

        using var answer = await shop.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode)
        {
            return JsonNode.Parse(text);
        }

        Wrong.Add($"{path} was answered {(int)answer.StatusCode} {text}");
        return null;
    }
}
