using System.Security.Cryptography;
using Banyan.Commerce.Files.Contracts;
using Banyan.Engines.Http;
using Banyan.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Banyan.Commerce.Files;

/// <param name="Url">Where the picture is from now on, below this site.</param>
public sealed record UploadedFile(string Url);

/// <summary>Takes a picture from staff and gives it a random name.</summary>
internal static class UploadFile
{
    private const int MaxBytes = 2 * 1024 * 1024;
    private const int NameBytes = 16;
    private const string Permission = "products.write";

    public static readonly Refusal TooLarge = new("file_too_large", 413, "图片不能超过 2 MB", "A picture may have 2 MB at most");

    public static readonly Refusal NotSupported = new(
        "file_not_supported",
        415,
        "只支持 PNG、JPEG、WebP 和 SVG 图片",
        "Only PNG, JPEG, WebP and SVG pictures are supported"
    );

    public static readonly Refusal NotSafe = new(
        "svg_not_safe",
        400,
        "这个 SVG 含有脚本、外部链接或不支持的内容",
        "This SVG has scripts, links to elsewhere or something that is not supported"
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/files", Handle)
            .RequirePermission(Permission)
            .WithName("UploadFile")
            .WithTags("Files")
            .Produces<UploadedFile>()
            // Callers prove themselves by a token in a header, which no foreign page can send.
            .DisableAntiforgery();

    /// <summary>What to keep of an upload and as what, or why not.</summary>
    public static Result<(byte[] Content, PictureKind Kind)> Accept(byte[] content)
    {
        if (content.Length > MaxBytes)
        {
            return TooLarge;
        }

        if (PictureKind.Of(content) is not { } kind)
        {
            return NotSupported;
        }

        if (kind != PictureKind.Svg)
        {
            return (content, kind);
        }

        return SvgPicture.Clean(content) is { } clean ? (clean, kind) : NotSafe;
    }

    private static async Task<IResult> Handle(IFormFile? file, IFileStore store, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
        {
            return Refusal.Invalid("file", "请选择图片", "Choose a picture").ToHttp();
        }

        if (file.Length > MaxBytes)
        {
            return TooLarge.ToHttp();
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellation);
        var accepted = Accept(content.ToArray());
        if (!accepted.IsOk)
        {
            return accepted.Refusal.ToHttp();
        }

        var (bytes, kind) = accepted.Value;
        var name = $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}.{kind.Extension}";
        await store.Save(name, bytes, cancellation);
        return Results.Ok(new UploadedFile("/files/" + name));
    }
}
