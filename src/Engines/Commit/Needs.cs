using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Commit;

/// <summary>Collects the keys that the acts of a batch need in one stage.</summary>
public sealed class Needs
{
    private readonly Dictionary<RowSet, HashSet<RowKey>> keys = [];
    private readonly Stage stage;

    internal Needs(Stage stage) => this.stage = stage;

    internal IReadOnlyDictionary<RowSet, HashSet<RowKey>> Keys => keys;

    public void Add<TRow, TKey>(RowSet<TRow, TKey> set, Id shopId, TKey key)
        where TRow : class, IShopRow
        where TKey : notnull
    {
        if (set.Stage != stage)
        {
            throw new InvalidOperationException($"{typeof(TRow).Name} is locked in stage {set.Stage}, not in {stage}.");
        }

        if (!keys.TryGetValue(set, out var wanted))
        {
            keys[set] = wanted = [];
        }

        wanted.Add(new RowKey(shopId, key));
    }
}
