namespace Banyan.Commerce.Files.Contracts;

/// <summary>
/// Keeps uploaded files: a local folder, or anything that stores objects by name. Files are never changed, so names may
/// be cached for ever.
/// </summary>
public interface IFileStore
{
    /// <param name="name">Letters, digits and one dot; made by us.</param>
    Task Save(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <returns>Null when there is no such file. The caller disposes of it.</returns>
    Task<Stream?> Open(string name, CancellationToken cancellation);
}
