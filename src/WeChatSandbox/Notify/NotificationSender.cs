using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Banyan.WeChatSandbox.Control;
using Banyan.WeChatSandbox.Keys;

namespace Banyan.WeChatSandbox.Notify;

/// <summary>Sends notifications, signed and encrypted, and repeats them by the ladder until they are answered with 200 or 204.</summary>
internal sealed class NotificationSender(
    PlatformSigner signer,
    SandboxKeys keys,
    SandboxClock clock,
    SettingsStore settings,
    Chaos chaos,
    CallLog calls
) : BackgroundService
{
    private const int MaxKept = 5000;
    private const int AnswerSeconds = 5;
    private readonly ConcurrentQueue<Notification> _all = new();
    private readonly SemaphoreSlim _slots = new(32);
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            MaxResponseDrainSize = 64 * 1024,
        }
    )
    {
        Timeout = TimeSpan.FromSeconds(AnswerSeconds),
    };

    public IReadOnlyList<Notification> Latest(string? outTradeNo, int limit) =>
        [.. _all.Where(n => outTradeNo is null || n.Subject.OutTradeNo == outTradeNo).Reverse().Take(limit)];

    public Notification Enqueue(NotificationSubject subject, string url, object resource)
    {
        var nonce = Tokens.Letters(12);
        var id = "EV-" + Tokens.Hex(32);
        var body = Json.Bytes(
            new
            {
                id,
                create_time = SandboxClock.Wire(clock.NowMs),
                resource_type = "encrypt-resource",
                event_type = subject.EventType,
                summary = subject.Summary,
                resource = new
                {
                    original_type = subject.OriginalType,
                    algorithm = "AEAD_AES_256_GCM",
                    ciphertext = signer.Encrypt(JsonSerializer.Serialize(resource, Json.Wire), nonce, subject.OriginalType),
                    associated_data = subject.OriginalType,
                    nonce,
                },
            }
        );
        var notification = new Notification(id, subject, url, body, clock.NowMs);
        _all.Enqueue(notification);
        while (_all.Count > MaxKept)
        {
            _all.TryDequeue(out _);
        }

        return notification;
    }

    /// <summary>Sends it again at once, whatever its state: WeChat may repeat what was already answered.</summary>
    public async Task<int[]> SendAgainAsync(Notification notification, int times, bool parallel, CancellationToken ct)
    {
        if (parallel)
        {
            return await Task.WhenAll(Enumerable.Range(0, times).Select(_ => AttemptAsync(notification, null, ct)));
        }

        var statuses = new int[times];
        for (var i = 0; i < times; i++)
        {
            statuses[i] = await AttemptAsync(notification, null, ct);
        }

        return statuses;
    }

    public override void Dispose()
    {
        _http.Dispose();
        _slots.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var notification in _all.Where(n => n.TryBegin(clock.NowMs)))
            {
                _ = DeliverAsync(notification, stoppingToken);
            }
        }
    }

    private async Task DeliverAsync(Notification notification, CancellationToken ct)
    {
        var step = chaos.TakeNotify();
        if (step?.Kind == NotifyChaos.Lose)
        {
            notification.Record(new DeliveryAttempt(clock.GetUtcNow(), 0, 0, NotifyChaos.Lose));
            notification.End(DeliveryState.Lost);
            return;
        }

        try
        {
            var status = await AttemptAsync(notification, step, ct);
            if (status is 200 or 204)
            {
                notification.End(DeliveryState.Delivered);
            }
            else
            {
                notification.Retry(clock.NowMs, settings.Current.NotifySpeed);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The sandbox is stopping.
        }
    }

    private async Task<int> AttemptAsync(Notification notification, ChaosStep? step, CancellationToken ct)
    {
        if (step is { DelayMs: > 0 })
        {
            await Task.Delay(step.DelayMs, ct);
        }

        var at = clock.GetUtcNow();
        if (step?.Kind == NotifyChaos.DropAttempt)
        {
            notification.Record(new DeliveryAttempt(at, 0, 0, step.Kind));
            return 0;
        }

        await _slots.WaitAsync(ct);
        var watch = Stopwatch.StartNew();
        try
        {
            using var request = Build(notification, step);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            Note(notification, at, (int)response.StatusCode, watch, step?.Kind);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            Note(notification, at, 0, watch, e is HttpRequestException failed ? failed.HttpRequestError.ToString() : "timeout");
            return 0;
        }
        finally
        {
            _slots.Release();
        }
    }

    private HttpRequestMessage Build(Notification notification, ChaosStep? step)
    {
        var serial = signer.SerialByShare(settings.Current.CertificatePercent);
        var (headers, body) = Disturbance.Apply(step?.Kind, signer, keys, serial, notification.Body);
        var request = new HttpRequestMessage(HttpMethod.Post, notification.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/4.0");
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.TryAddWithoutValidation("Request-ID", Tokens.Hex(32));
        foreach (var (name, value) in headers?.All() ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private void Note(Notification notification, DateTimeOffset at, int status, Stopwatch watch, string? note)
    {
        notification.Record(new DeliveryAttempt(at, status, watch.ElapsedMilliseconds, note));
        var path = Uri.TryCreate(notification.Url, UriKind.Absolute, out var uri) ? uri.AbsolutePath : notification.Url;
        calls.Add(new RecordedCall(at, "out", "POST", path, status, watch.ElapsedMilliseconds, notification.Subject.EventType));
    }
}
