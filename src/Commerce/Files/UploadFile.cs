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

/// <summary>Takes a picture from staff or from a member and gives it a random name.</summary>
internal static class UploadFile
{
    private const int MaxBytes = 2 * 1024 * 1024;
    private const int NameBytes = 16;
    internal const string Permission = "products.write";

    public static readonly Refusal TooLarge = new("file_too_large", 413, "图片不能超过 2 MB", "A picture may have 2 MB at most");

    public static readonly Refusal NotSupported = new(
        "file_not_supported",
        415,
        "只支持 PNG、JPEG、WebP 和 SVG 图片",
        "Only PNG, JPEG, WebP and SVG pictures are supported"
    );

    public static readonly Refusal NotAPhoto = new(
        "file_not_supported",
        415,
        "只支持 PNG、JPEG 和 WebP 图片",
        "Only PNG, JPEG and WebP pictures are supported"
    );

    public static readonly Refusal NotSafe = new(
        "svg_not_safe",
        400,
        "这个 SVG 含有脚本、外部链接或不支持的内容",
        "This SVG has scripts, links to elsewhere or something that is not supported"
    );

    public static void MapConsole(IEndpointRouteBuilder api)
    {
        api.MapPost("/files", FromStaff)
            .RequirePermission(Permission)
            .WithName("UploadFile")
            .WithTags("Files")
            .Produces<UploadedFile>()
            // Callers prove themselves by a token in a header, which no foreign page can send.
            .DisableAntiforgery();
        UploadVideo.Map(api);
    }

    public static void MapShop(IEndpointRouteBuilder api) =>
        api.MapPost("/files", FromMember)
            .RequireMember()
            .WithName("UploadPicture")
            .WithTags("Files")
            .Produces<UploadedFile>()
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

    /// <summary>Random: an address says nothing about who uploaded what.</summary>
    public static string NewName(string extension) => $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}.{extension}";

    private static Task<IResult> FromStaff(IFormFile? file, IFileStore store, CancellationToken cancellation) =>
        Take(file, Accept, store, cancellation);

    private static async Task<IResult> FromMember(
        MemberCaller caller,
        IFormFile? file,
        MemberUploads uploads,
        IFileStore store,
        CancellationToken cancellation
    )
    {
        if (uploads.Count(caller) is { } refusal)
        {
            return refusal.ToHttp();
        }

        return await Take(file, AcceptPhoto, store, cancellation);
    }

    /// <summary>Members send photographs. A drawing that is a document has no place among them.</summary>
    private static Result<(byte[] Content, PictureKind Kind)> AcceptPhoto(byte[] content) =>
        PictureKind.Of(content) == PictureKind.Svg ? NotAPhoto : Accept(content);

    private static async Task<IResult> Take(
        IFormFile? file,
        Func<byte[], Result<(byte[] Content, PictureKind Kind)>> accept,
        IFileStore store,
        CancellationToken cancellation
    )
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
        var accepted = accept(content.ToArray());
        if (!accepted.IsOk)
        {
            return accepted.Refusal.ToHttp();
        }

        var (bytes, kind) = accepted.Value;
        var name = NewName(kind.Extension);
        await store.Save(name, bytes, cancellation);
        return Results.Ok(new UploadedFile("/files/" + name));
    }
}

/// <summary>How many pictures one member sends: a disk that anybody can fill is a shop that anybody can stop.</summary>
internal sealed class MemberUploads(TimeProvider clock)
{
    private const int MostPerHour = 60;

    private static readonly Refusal TooMany = new(
        "too_many_uploads",
        429,
        "上传的图片太多了，请稍后再试",
        "Too many pictures, please try again later"
    );

    private readonly Throttle throttle = new(clock, MostPerHour, TimeSpan.FromHours(1));

    public Refusal? Count(MemberCaller caller)
    {
        if (throttle.IsOver(caller.Actor))
        {
            return TooMany;
        }

        throttle.Count(caller.Actor);
        return null;
    }
}
