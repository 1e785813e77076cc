using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Commit;

/// <summary>Collects the keys that the acts of a batch need in one stage.</summary>
public sealed class Needs
{
    private readonly Dictionary<RowSet, HashSet<RowKey>> keys = [];
    private readonly Stage stage;

    internal Needs(Stage stage) => this.stage = stage;

    private readonly List<(RowSet Set, RowKey Key)> fresh = [];

    internal IReadOnlyDictionary<RowSet, HashSet<RowKey>> Keys => keys;

    internal IReadOnlyList<(RowSet Set, RowKey Key)> Fresh => fresh;

    public void Add<TRow, TKey>(RowSet<TRow, TKey> set, Id shopId, TKey key)
        where TRow : class, IShopRow
        where TKey : notnull
    {
        Check(set);
        if (!keys.TryGetValue(set, out var wanted))
        {
            keys[set] = wanted = [];
        }

        wanted.Add(new RowKey(shopId, key));
    }

    /// <summary>
    /// Names rows that cannot exist yet, because the key is an id just made: they are known to be none without asking the database.
    /// </summary>
    public void AddNew<TRow, TKey>(RowSet<TRow, TKey> set, Id shopId, TKey key)
        where TRow : class, IShopRow
        where TKey : notnull
    {
        Check(set);
        fresh.Add((set, new RowKey(shopId, key)));
    }

    private void Check(RowSet set)
    {
        if (set.Stage != stage)
        {
            throw new InvalidOperationException($"{set.Row.Name} is locked in stage {set.Stage}, not in {stage}.");
        }
    }
}
