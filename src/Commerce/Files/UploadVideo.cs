using Banyan.Commerce.Files.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Files;

/// <summary>Takes a short film of goods from staff.</summary>
internal static class UploadVideo
{
    public const string Extension = "mp4";
    public const string ContentType = "video/mp4";
    private const int MaxBytes = 50 * 1024 * 1024;

    /// <summary>What the form around the file may take.</summary>
    private const int FormBytes = 64 * 1024;

    /// <summary>The kinds of MP4 that phones play; a QuickTime film or an audio file has another.</summary>
    private static readonly HashSet<string> Brands = new(StringComparer.Ordinal)
    {
        "isom",
        "iso2",
        "iso4",
        "iso5",
        "iso6",
        "mp41",
        "mp42",
        "avc1",
        "M4V ",
        "MSNV",
        "dash",
    };

    private static readonly Refusal TooLarge = new("file_too_large", 413, "视频不能超过 50 MB", "A film may have 50 MB at most");
    private static readonly Refusal NotSupported = new("file_not_supported", 415, "只支持 MP4 视频", "Only MP4 films are supported");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/files/videos", Handle)
            .RequirePermission(UploadFile.Permission)
            .WithName("UploadVideo")
            .WithTags("Files")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes + FormBytes))
            .Produces<UploadedFile>()
            .DisableAntiforgery();

    /// <summary>An MP4 begins with a box called ftyp that names its kind; what the browser calls the file says nothing.</summary>
    public static bool IsMp4(ReadOnlySpan<byte> content) =>
        content.Length > 12 && content[4..].StartsWith("ftyp"u8) && Brands.Contains(System.Text.Encoding.ASCII.GetString(content[8..12]));

    private static async Task<IResult> Handle(IFormFile? file, IFileStore store, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
        {
            return Refusal.Invalid("file", "请选择视频", "Choose a film").ToHttp();
        }

        if (file.Length > MaxBytes)
        {
            return TooLarge.ToHttp();
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellation);
        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        if (!IsMp4(bytes.Span))
        {
            return NotSupported.ToHttp();
        }

        var name = UploadFile.NewName(Extension);
        await store.Save(name, bytes, cancellation);
        return Results.Ok(new UploadedFile("/files/" + name));
    }
}
