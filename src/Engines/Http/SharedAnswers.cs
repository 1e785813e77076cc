using System.Collections.Concurrent;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Banyan.Engines.Http;

/// <summary>
/// Says what about a viewer changes the pages that everybody sees, such as being a distributor, who is shown commissions. Viewers of one
/// class get the same bytes.
/// </summary>
public interface IViewerClasses
{
    /// <returns>A short word; empty for ordinary members.</returns>
    ValueTask<string> Of(Id shopId, Id memberId, CancellationToken cancellation);
}

/// <summary>Marks an endpoint whose answer is the same for everybody of a class.</summary>
public sealed class SharedAnswerMark
{
    public static readonly SharedAnswerMark Instance = new();
}

public static class SharedAnswerExtensions
{
    /// <summary>
    /// Everybody of a class (<see cref="IViewerClasses"/>) gets the same answer for the same address, kept until the shop changes and
    /// for a second at most. Only for GET, and only where nothing depends on the member but their class.
    /// </summary>
    public static TBuilder IsShared<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(SharedAnswerMark.Instance);
}

/// <summary>
/// Sends answers that are known already, as bytes. Many who ask for the same at once wait for one of them: a page that everybody opens
/// costs the database one reading.
/// </summary>
public sealed class SharedAnswers(RequestDelegate next, ShopRevisions revisions, IEnumerable<IViewerClasses> classes)
{
    private const int MaxKept = 4_000;
    private const int MaxBytes = 256 * 1024;
    private const int MaxAddress = 500;
    private const long FreshMs = 1_000;
    private readonly IViewerClasses[] classes = [.. classes];
    private readonly ConcurrentDictionary<Address, Kept> kept = new();

    public async Task Invoke(HttpContext context)
    {
        var query = context.Request.QueryString.Value ?? "";
        if (context.GetEndpoint()?.Metadata.GetMetadata<SharedAnswerMark>() is null || query.Length > MaxAddress)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var (shopId, memberId) = (Callers.ShopOf(context), Callers.IdClaim(context.User, SessionClaims.Member));
        var viewer = memberId.IsNone ? "" : await ClassOf(shopId, memberId, context.RequestAborted).ConfigureAwait(false);
        var address = new Address(shopId, viewer, Answers.PrefersEnglish(context.Request), context.Request.Path.Value ?? "", query);
        var revision = revisions.Of(shopId);
        var mine = new Kept(revision, Environment.TickCount64);
        var known = kept.AddOrUpdate(address, mine, (_, before) => before.IsFresh(revision, mine.At) ? before : mine);
        if (ReferenceEquals(known, mine))
        {
            await Make(context, address, mine).ConfigureAwait(false);
        }
        else if (await known.Bytes.Task.WaitAsync(context.RequestAborted).ConfigureAwait(false) is { } bytes)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            await next(context).ConfigureAwait(false);
        }
    }

    /// <summary>Answers this request and keeps what was answered for those who wait.</summary>
    private async Task Make(HttpContext context, Address address, Kept mine)
    {
        if (kept.Count > MaxKept)
        {
            kept.Clear();
        }

        byte[]? shared = null;
        var body = context.Response.Body;
        using var copy = new MemoryStream();
        try
        {
            context.Response.Body = copy;
            await next(context).ConfigureAwait(false);
            shared = context.Response.StatusCode == StatusCodes.Status200OK && copy.Length <= MaxBytes ? copy.ToArray() : null;
        }
        finally
        {
            context.Response.Body = body;
            if (shared is null)
            {
                // A refusal is everybody's own; what was kept of it must not be found again.
                kept.TryRemove(KeyValuePair.Create(address, mine));
            }

            mine.Bytes.SetResult(shared);
        }

        copy.Position = 0;
        await copy.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private async ValueTask<string> ClassOf(Id shopId, Id memberId, CancellationToken cancellation)
    {
        var words = "";
        foreach (var source in classes)
        {
            words += await source.Of(shopId, memberId, cancellation).ConfigureAwait(false);
        }

        return words;
    }

    private readonly record struct Address(Id ShopId, string Viewer, bool English, string Path, string Query);

    private sealed class Kept(long revision, long at)
    {
        public long At => at;

        public TaskCompletionSource<byte[]?> Bytes { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsFresh(long now, long tick) => revision == now && tick - at < FreshMs;
    }
}
