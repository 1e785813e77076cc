using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Banyan.Adapters.WeChat;

/// <summary>
/// One key for many threads: an RSA object is not promised to be safe for two at once, and reading a key costs more than keeping it.
/// </summary>
internal sealed class RsaPool(Func<RSA> read)
{
    private const int MaxIdle = 32;
    private readonly ConcurrentBag<RSA> _idle = [];

    public T Use<T>(Func<RSA, T> act)
    {
        var key = _idle.TryTake(out var idle) ? idle : read();
        try
        {
            return act(key);
        }
        finally
        {
            if (_idle.Count < MaxIdle)
            {
                _idle.Add(key);
            }
            else
            {
                key.Dispose();
            }
        }
    }
}
