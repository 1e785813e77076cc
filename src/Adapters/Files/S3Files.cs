using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Banyan.Commerce.Files.Contracts;

namespace Banyan.Adapters.Files;

/// <summary>Keeps uploaded files in a bucket.</summary>
public sealed class S3Files : IFileStore, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly S3Options options;
    private readonly AmazonS3Client client;

    public S3Files(S3Options options)
    {
        this.options = options;
        var config = new AmazonS3Config
        {
            ServiceURL = options.Endpoint,
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.PathStyle,
            Timeout = Patience,
            MaxErrorRetry = 3,
        };
        client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
    }

    public async Task Save(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        var request = new PutObjectRequest
        {
            BucketName = options.Bucket,
            Key = KeyOf(name),
            InputStream = stream,
            AutoCloseStream = false,
            // In one piece: not every provider takes a body signed chunk by chunk.
            UseChunkEncoding = false,
        };
        await client.PutObjectAsync(request, cancellation).ConfigureAwait(false);
    }

    public async Task<Stream?> Open(string name, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.GetObjectAsync(options.Bucket, KeyOf(name), cancellation).ConfigureAwait(false);
            return answer.ResponseStream;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public void Dispose() => client.Dispose();

    private string KeyOf(string name) => options.Prefix + name;
}
