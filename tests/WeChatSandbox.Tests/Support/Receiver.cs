using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Banyan.WeChatSandbox.Tests.Support;

public sealed record Received(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Header(string name) => Headers.GetValueOrDefault(name) ?? "";

    /// <summary>What WeChat signed.</summary>
    public byte[] SignedBytes() =>
        [.. System.Text.Encoding.UTF8.GetBytes($"{Header("Wechatpay-Timestamp")}\n{Header("Wechatpay-Nonce")}\n"), .. Body, (byte)'\n'];
}

/// <summary>
/// The shop's notify addresses, one for each number, so that tests do not see each other's: keeps what comes and answers as told.
/// </summary>
public sealed class Receiver : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Number, Received Message)> _all = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> _answers = new();
    private WebApplication? _app;

    public string Address { get; private set; } = "";

    public string NotifyUrl(string number) => $"{Address}/notify/{number}";

    public IReadOnlyList<Received> Of(string number) => [.. _all.Where(r => r.Number == number).Select(r => r.Message)];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/notify/{number}", ReceiveAsync);
        _app.MapPost("/api/wechat/pay/{number}", ReceiveAsync);
        await _app.StartAsync();
        Address = _app.Urls.First();
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>The next answers to messages about this number; 204 after them.</summary>
    public void AnswerWith(string number, params IEnumerable<int> statuses) => _answers[number] = new ConcurrentQueue<int>(statuses);

    /// <summary>Waits until so many have come about this number.</summary>
    public async Task<IReadOnlyList<Received>> WaitAsync(string number, int count = 1, int seconds = 10)
    {
        for (var i = 0; Of(number).Count < count && i < seconds * 50; i++)
        {
            await Task.Delay(20);
        }

        var all = Of(number);
        all.Count.ShouldBeGreaterThanOrEqualTo(count);
        return all;
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer);
        var number = (string)http.Request.RouteValues["number"]!;
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _all.Enqueue((number, new Received(headers, buffer.ToArray())));
        http.Response.StatusCode = _answers.TryGetValue(number, out var queue) && queue.TryDequeue(out var status) ? status : 204;
    }
}
