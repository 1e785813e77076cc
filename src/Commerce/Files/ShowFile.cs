using Banyan.Commerce.Files.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Files;

/// <summary>Serves what was uploaded. A name's content never changes, so it may be kept for a year.</summary>
internal static class ShowFile
{
    private const int MaxName = 60;

    public static void Map(IEndpointRouteBuilder site) => site.MapGet("/files/{name}", Handle).AllowAnyone().ExcludeFromDescription();

    private static async Task<IResult> Handle(string name, HttpContext http, IFileStore store, CancellationToken cancellation)
    {
        var stem = name.Split('.')[0];
        var isOurs = name.Length <= MaxName && stem.Length > 2 && stem.All(char.IsAsciiHexDigitLower) && name.Count(c => c == '.') == 1;
        var type = name.EndsWith("." + UploadVideo.Extension, StringComparison.Ordinal)
            ? UploadVideo.ContentType
            : PictureKind.OfName(name)?.ContentType;
        if (!isOurs || type is null || await store.Open(name, cancellation) is not { } content)
        {
            return Refusal.NotFound.ToHttp();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        // Players ask for a film in parts.
        return Results.Stream(content, type, enableRangeProcessing: content.CanSeek);
    }
}
