using Banyan.Commerce.Files.Contracts;

namespace Banyan.Adapters.Files;

/// <summary>
/// Files that are kept far away, with a copy at hand of each that was asked for. Names are never used for other content, so a copy is
/// never old; whoever needs the room may delete copies at any time.
/// </summary>
/// <param name="far">Where they are safe.</param>
/// <param name="near">Where the copies are.</param>
public sealed class NearFiles(IFileStore far, FileFolder near) : IFileStore
{
    public async Task Save(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        // Only what is safe may be shown.
        await far.Save(name, content, cancellation).ConfigureAwait(false);
        await near.Save(name, content, cancellation).ConfigureAwait(false);
    }

    public async Task<Stream?> Open(string name, CancellationToken cancellation)
    {
        if (await near.Open(name, cancellation).ConfigureAwait(false) is { } copy)
        {
            return copy;
        }

        var found = await far.Open(name, cancellation).ConfigureAwait(false);
        if (found is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await using (found.ConfigureAwait(false))
        {
            await found.CopyToAsync(content, cancellation).ConfigureAwait(false);
        }

        await near.Save(name, content.GetBuffer().AsMemory(0, (int)content.Length), cancellation).ConfigureAwait(false);
        return await near.Open(name, cancellation).ConfigureAwait(false);
    }
}
