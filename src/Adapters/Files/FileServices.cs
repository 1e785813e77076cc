using Banyan.Commerce.Files.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Adapters.Files;

public static class FileServices
{
    /// <summary>Uploaded files: in the bucket where one is set, else in the folder.</summary>
    /// <param name="bucket">Without a <see cref="S3Options.Problem"/>.</param>
    /// <param name="folder">The files, or the copies of those in the bucket.</param>
    public static IServiceCollection AddFiles(this IServiceCollection services, S3Options bucket, string folder)
    {
        var near = new FileFolder(folder);
        return bucket.IsSet
            ? services
                .AddSingleton(_ => new S3Files(bucket))
                .AddSingleton<IFileStore>(provider => new NearFiles(provider.GetRequiredService<S3Files>(), near))
            : services.AddSingleton<IFileStore>(near);
    }
}
