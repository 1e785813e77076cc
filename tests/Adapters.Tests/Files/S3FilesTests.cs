using Amazon.S3;
using Banyan.Adapters.Files;
using Banyan.Commerce.Files.Contracts;

namespace Banyan.Adapters.Tests.Files;

public sealed class S3FilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("banyan-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_saved_lies_in_the_bucket_and_comes_back_byte_for_byte()
    {
        await using var bucket = await Bucket.Open();
        using var files = new S3Files(OptionsOf(bucket) with { Prefix = "shop/" });
        byte[] picture = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
        await files.Save("0abc12.png", picture, default);
        bucket.Objects.Keys.ShouldBe(["shop/0abc12.png"]);
        (await Read(files, "0abc12.png")).ShouldBe(picture);
        (await files.Open("0abc13.png", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_key_is_an_error_and_nothing_is_saved_anywhere()
    {
        await using var bucket = await Bucket.Open();
        using var files = new S3Files(OptionsOf(bucket) with { SecretKey = "another" });
        var near = new FileFolder(folder);
        await Should.ThrowAsync<AmazonS3Exception>(() => new NearFiles(files, near).Save("0abc12.png", new byte[10], default));
        bucket.Objects.ShouldBeEmpty();
        (await near.Open("0abc12.png", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_copy_at_hand_is_made_once_and_can_be_searched_in()
    {
        await using var bucket = await Bucket.Open();
        using var files = new S3Files(OptionsOf(bucket));
        await files.Save("0abc12.mp4", new byte[] { 1, 2, 3, 4 }, default);
        var near = new NearFiles(files, new FileFolder(folder));
        var before = bucket.Requests;
        var both = await Task.WhenAll(Read(near, "0abc12.mp4"), Read(near, "0abc12.mp4"));
        both[0].ShouldBe([1, 2, 3, 4]);
        both[1].ShouldBe(both[0]);
        var asked = bucket.Requests;
        asked.ShouldBeGreaterThan(before);
        await using (var film = (await near.Open("0abc12.mp4", default))!)
        {
            film.CanSeek.ShouldBeTrue("players ask for parts");
        }

        bucket.Requests.ShouldBe(asked);
        (await near.Open("0abc99.mp4", default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("ftp://files", "mall", "Files:S3:Endpoint must be an http or https address")]
    [InlineData("https://files.example", "", "Files:S3:Bucket is missing")]
    [InlineData("https://files.example", "mall", "Files:S3:AccessKey and Files:S3:SecretKey are needed")]
    public void What_a_configuration_lacks_is_said(string endpoint, string bucket, string? problem) =>
        new S3Options { Endpoint = endpoint, Bucket = bucket }.Problem.ShouldBe(problem);

    private static S3Options OptionsOf(Bucket bucket) =>
        new()
        {
            Endpoint = bucket.Address.ToString(),
            Bucket = Bucket.Name,
            AccessKey = Bucket.AccessKey,
            SecretKey = Bucket.SecretKey,
            PathStyle = true,
        };

    private static async Task<byte[]> Read(IFileStore files, string name)
    {
        await using var stream = (await files.Open(name, default))!;
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }
}
