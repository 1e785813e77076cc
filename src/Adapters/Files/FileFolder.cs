using System.Security.Cryptography;
using Banyan.Commerce.Files.Contracts;

namespace Banyan.Adapters.Files;

/// <summary>Keeps uploaded files in a local folder, spread over sub-folders by the first two characters of the name.</summary>
public sealed class FileFolder(string folder) : IFileStore
{
    public async Task Save(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Written beside and moved, so that nobody is ever served half a picture; two who bring the same one do not meet.
        var unfinished = $"{path}.{RandomNumberGenerator.GetHexString(16)}.part";
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(content, cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    public Task<Stream?> Open(string name, CancellationToken cancellation)
    {
        var path = PathOf(name);
        return Task.FromResult<Stream?>(
            File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 16 * 1024, useAsync: true) : null
        );
    }

    private string PathOf(string name)
    {
        var isPlain = name.Length > 2 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') && !name.StartsWith('.');
        return isPlain
            ? Path.Combine(folder, name[..2], name)
            : throw new ArgumentException("A file's name has letters, digits and a dot only.", nameof(name));
    }
}
