using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Referral;
using Banyan.Engines.Storage;
using Banyan.Growth.Sharing.Contracts;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Banyan.Growth.Sharing;

/// <summary>What a member shares.</summary>
/// <param name="Channel">Where it is shared: friend, group, moments, poster, link or article; friend when nothing is said.</param>
public sealed record CreateShareBody(ShareTarget Target, string? Channel);

/// <param name="Url">For a browser: a server route that leads to the landing page.</param>
/// <param name="Path">The mini-program's page with the code.</param>
/// <param name="QrUrl">The mini-program code as a picture.</param>
public sealed record ShareLink(string Code, string Url, string Path, string QrUrl);

/// <param name="VisitorId">Random, kept by the client; 8 to 64 characters.</param>
public sealed record OpenShareBody(string Code, string VisitorId, string? Channel, string? Page);

/// <param name="Sharer">Null for a code of the shop itself.</param>
public sealed record TouchView(Id TouchId, ShareTarget Target, Person? Sharer);

/// <summary>Sharing, and coming by a share.</summary>
internal static class ShareEndpoints
{
    private const int MaxPictures = 2_000;
    private static readonly string[] Targets = ["home", "product", "campaign", "run", "distribution"];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/shares", Create).RequireMember().WithName("CreateShare").WithTags("Sharing").Produces<ShareLink>();
        api.MapGet("/shares/{code}/qr.png", Picture)
            .AllowAnyone()
            .WithName("GetShareQr")
            .WithTags("Sharing")
            .Produces(200, contentType: "image/png");
        api.MapPost("/touches", Open).AllowAnyone().WithName("OpenShare").WithTags("Sharing").Produces<TouchView>();
    }

    private static async Task<IResult> Create(
        MemberCaller caller,
        CreateShareBody body,
        IShares shares,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var channel = body.Channel ?? ShareChannels.Friend;
        var check = Check.Body().Choice(body.Target.Type, Targets).Choice(channel, ShareChannels.All, "channel");
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var created = await shares.Create(caller.ShopId, caller.MemberId, body.Target, channel, cancellation);
        return created
            .Map(code => new ShareLink(
                code,
                $"{request.Scheme}://{request.Host}/s/{code}",
                $"pages/share/landing?s={code}",
                $"/api/shop/shares/{code}/qr.png"
            ))
            .ToHttp();
    }

    private static async Task<IResult> Picture(
        Visitor visitor,
        string code,
        BanyanDb db,
        IShareCodePictures pictures,
        PictureCache cache,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var exists = await db.Set<Share>().IgnoreQueryFilters().AnyAsync(row => row.Code == code, cancellation);
        if (!exists || visitor.ShopId.IsNone)
        {
            return Refusal.NotFound.ToHttp();
        }

        if (!cache.Entries.TryGetValue(code, out byte[]? png))
        {
            var drawn = await pictures.Draw(code, cancellation);
            if (!drawn.IsOk)
            {
                return drawn.Refusal.ToHttp();
            }

            png = drawn.Value;
            cache.Entries.Set(code, png, new MemoryCacheEntryOptions { Size = 1 });
        }

        http.Response.Headers.CacheControl = "public, max-age=604800";
        return Results.File(png!, "image/png");
    }

    private static async Task<IResult> Open(
        Visitor visitor,
        OpenShareBody body,
        IShares shares,
        IMemberLookup members,
        CancellationToken cancellation
    )
    {
        var check = Check.Body().Text(body.Code, 1, 32).Text(body.VisitorId, 8, 64);
        if (check.ToRefusal() is { } invalid)
        {
            return invalid.ToHttp();
        }

        var opened = await shares.Open(visitor.ShopId, body.Code, body.VisitorId, visitor.IsMember ? visitor.MemberId : null, cancellation);
        if (!opened.IsOk)
        {
            return opened.Refusal.ToHttp();
        }

        var people = await members.People(visitor.ShopId, [opened.Value.SharerId], cancellation);
        return Results.Ok(new TouchView(opened.Value.TouchId, opened.Value.Target, people.GetValueOrDefault(opened.Value.SharerId)));
    }

    /// <summary>Pictures never change, and WeChat limits how often they may be asked for (5,000 a minute).</summary>
    internal sealed class PictureCache : IDisposable
    {
        public MemoryCache Entries { get; } = new(new MemoryCacheOptions { SizeLimit = MaxPictures });

        public void Dispose() => Entries.Dispose();
    }
}
