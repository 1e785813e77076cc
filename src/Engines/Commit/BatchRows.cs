using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Commit;

/// <summary>A row's table and primary key.</summary>
internal readonly record struct RowIdentity(Type Row, Id ShopId, object Key);

/// <summary>What one batch has loaded and changed so far.</summary>
internal sealed class BatchRows(RowWriters writers)
{
    private readonly Dictionary<RowIdentity, IShopRow> current = [];
    private readonly Dictionary<RowIdentity, IShopRow?> originals = [];
    private readonly Dictionary<(RowSet Set, RowKey Key), List<RowIdentity>> members = [];
    private readonly Dictionary<Type, List<RowSet>> setsOf = [];

    public IReadOnlyList<RowIdentity> Members(RowSet set, RowKey key) =>
        members.TryGetValue((set, key), out var found)
            ? found
            : throw new NotLoadedException($"{set.Row.Name} with {set.KeyProperty} = {key.Key} was not named in Need().");

    public bool IsLoaded(RowSet set, RowKey key) => members.ContainsKey((set, key));

    public bool Contains(RowIdentity identity) => current.ContainsKey(identity);

    public IShopRow Current(RowIdentity identity) => current[identity];

    public RowIdentity IdentityOf(IShopRow row) => new(row.GetType(), row.ShopId, writers.For(row.GetType()).KeyOf(row));

    /// <summary>Takes in what a load found for the asked keys; keys without rows are remembered as empty.</summary>
    public void Loaded(RowSet set, IEnumerable<RowKey> asked, IReadOnlyList<IShopRow> found)
    {
        if (!setsOf.TryGetValue(set.Row, out var sets))
        {
            setsOf[set.Row] = sets = [];
        }

        if (!sets.Contains(set))
        {
            sets.Add(set);
        }

        foreach (var key in asked)
        {
            members.TryAdd((set, key), []);
        }

        foreach (var row in found)
        {
            var identity = IdentityOf(row);
            current.TryAdd(identity, row);
            originals.TryAdd(identity, row);
            members[(set, new RowKey(row.ShopId, set.KeyOf(row)))].Add(identity);
        }
    }

    /// <summary>Makes an accepted act's changes visible to the acts after it.</summary>
    public void Merge(IReadOnlyCollection<IShopRow> changes)
    {
        // Before anything is taken over: what cannot be written is the fault of this act alone.
        foreach (var row in changes)
        {
            writers.For(row.GetType()).CheckTexts(row);
        }

        foreach (var row in changes)
        {
            var identity = IdentityOf(row);
            var isNew = !current.ContainsKey(identity);
            current[identity] = row;
            if (!isNew)
            {
                continue;
            }

            originals.TryAdd(identity, null);
            foreach (var set in setsOf.GetValueOrDefault(identity.Row, []))
            {
                if (members.TryGetValue((set, new RowKey(row.ShopId, set.KeyOf(row))), out var list))
                {
                    list.Add(identity);
                }
            }
        }
    }

    /// <summary>Rows to insert and rows to update, by table.</summary>
    public IEnumerable<RowChanges> Changes() =>
        current
            .Where(entry => !ReferenceEquals(entry.Value, originals[entry.Key]))
            .GroupBy(entry => entry.Key.Row)
            .Select(group => new RowChanges(
                group.Key,
                [.. group.Where(entry => originals[entry.Key] is null).Select(entry => entry.Value)],
                [.. group.Where(entry => originals[entry.Key] is not null).Select(entry => entry.Value)]
            ));
}

internal sealed record RowChanges(Type Row, IReadOnlyList<IShopRow> Inserts, IReadOnlyList<IShopRow> Updates);
