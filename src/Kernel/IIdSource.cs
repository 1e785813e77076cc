namespace Banyan.Kernel;

/// <summary>Gives identities: strictly rising on one node, never the same on two.</summary>
public interface IIdSource
{
    Id Next();
}

/// <summary>
/// 41 bits of milliseconds since 2025-01-01 UTC, 10 bits of node, 12 bits of sequence. A clock that stands still or goes back
/// borrows from the future: the last time used only ever rises.
/// </summary>
public sealed class IdSource(TimeProvider clock, int node) : IIdSource
{
    public const int MaxNode = 1023;
    private const long EpochMs = 1735689600000;
    private const int SequenceBits = 12;
    private const int NodeBits = 10;
    private readonly int node = node is >= 0 and <= MaxNode ? node : throw new ArgumentOutOfRangeException(nameof(node));
    private readonly Lock gate = new();
    private long last;
    private int sequence;

    public Id Next()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds() - EpochMs;
            if (now > last)
            {
                (last, sequence) = (now, 0);
            }
            else if (++sequence >= 1 << SequenceBits)
            {
                (last, sequence) = (last + 1, 0);
            }

            return new Id((last << (NodeBits + SequenceBits)) | ((long)node << SequenceBits) | (long)sequence);
        }
    }
}
