using System.Collections.Concurrent;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Engines.Storage;

/// <summary>A question about one key that many ask at once, and how the answers to many keys are read by one statement.</summary>
/// <param name="Load">
/// Reads what belongs to the keys; a key without an answer is left out. The context sees the shop's rows. Answers are shared between
/// callers, so they must not change.
/// </param>
public sealed record GroupRead<TKey, TValue>(
    Func<BanyanDb, IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> Load
)
    where TKey : notnull
    where TValue : class;

/// <summary>
/// Reading in groups, as Commit writes: whoever asks while the same question is being answered for others shares the next statement. A
/// single caller waits for nobody; under load the statements per caller go down. A read begins after it was asked for, so callers see
/// what was committed before.
/// </summary>
public sealed class GroupReads(IDbContextFactory<BanyanDb> factory)
{
    private readonly ConcurrentDictionary<(object Read, Id ShopId), object> lines = new();

    /// <summary>The answer for this key; null where there is none.</summary>
    public async Task<TValue?> Find<TKey, TValue>(GroupRead<TKey, TValue> read, Id shopId, TKey key, CancellationToken cancellation)
        where TKey : notnull
        where TValue : class =>
        (await LineOf(read, shopId).Join([key]).WaitAsync(cancellation).ConfigureAwait(false)).GetValueOrDefault(key);

    /// <summary>The answers for these keys, by key; keys without one are left out.</summary>
    public async Task<IReadOnlyDictionary<TKey, TValue>> FindAll<TKey, TValue>(
        GroupRead<TKey, TValue> read,
        Id shopId,
        IReadOnlyCollection<TKey> keys,
        CancellationToken cancellation
    )
        where TKey : notnull
        where TValue : class
    {
        var found = new Dictionary<TKey, TValue>();
        if (keys.Count > 0)
        {
            var answers = await LineOf(read, shopId).Join(keys).WaitAsync(cancellation).ConfigureAwait(false);
            foreach (var key in keys)
            {
                if (answers.TryGetValue(key, out var answer))
                {
                    found[key] = answer;
                }
            }
        }

        return found;
    }

    private Line<TKey, TValue> LineOf<TKey, TValue>(GroupRead<TKey, TValue> read, Id shopId)
        where TKey : notnull
        where TValue : class =>
        (Line<TKey, TValue>)lines.GetOrAdd((read, shopId), static (place, factory) => new Line<TKey, TValue>(place, factory), factory);

    /// <summary>Those who ask the same about the same shop.</summary>
    private sealed class Line<TKey, TValue>((object Read, Id ShopId) place, IDbContextFactory<BanyanDb> factory)
        where TKey : notnull
        where TValue : class
    {
        private const int MaxKeys = 512;
        private readonly Lock gate = new();
        private readonly Queue<Group> waiting = new();
        private Group? last;
        private bool isReading;

        public Task<IReadOnlyDictionary<TKey, TValue>> Join(IReadOnlyCollection<TKey> keys)
        {
            lock (gate)
            {
                if (last is null || last.Keys.Count >= MaxKeys)
                {
                    waiting.Enqueue(last = new Group());
                }

                last.Keys.UnionWith(keys);
                if (!isReading)
                {
                    isReading = true;
                    _ = Task.Run(ReadAll);
                }

                return last.Answers.Task;
            }
        }

        private async Task ReadAll()
        {
            while (true)
            {
                Group? group;
                lock (gate)
                {
                    isReading = waiting.TryDequeue(out group);
                    last = group == last ? null : last;
                }

                if (group is null)
                {
                    return;
                }

                try
                {
                    await using var db = await factory.OpenFor(place.ShopId).ConfigureAwait(false);
                    var read = (GroupRead<TKey, TValue>)place.Read;
                    group.Answers.TrySetResult(await read.Load(db, [.. group.Keys], CancellationToken.None).ConfigureAwait(false));
                }
#pragma warning disable CA1031 // Whatever went wrong belongs to those who asked; the next group is read all the same.
                catch (Exception exception)
                {
                    group.Answers.TrySetException(exception);
                }
#pragma warning restore CA1031
            }
        }

        private sealed class Group
        {
            public HashSet<TKey> Keys { get; } = [];

            public TaskCompletionSource<IReadOnlyDictionary<TKey, TValue>> Answers { get; } =
                new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
