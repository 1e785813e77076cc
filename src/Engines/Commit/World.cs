using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Commit;

/// <summary>
/// The rows that one act sees: what the batch loaded under lock, as changed by the acts decided before it, plus its own changes.
/// Rows are immutable records; <see cref="Put"/> replaces one. What an act put is kept only if it was not refused.
/// </summary>
public sealed class World
{
    private readonly BatchRows rows;
    private readonly Dictionary<RowIdentity, IShopRow> own = [];
    private readonly IIdSource ids;

    internal World(BatchRows rows, IIdSource ids) => (this.rows, this.ids) = (rows, ids);

    internal IReadOnlyCollection<IShopRow> Changes => own.Values;

    public Id NextId() => ids.Next();

    /// <summary>The single row with this key, or null.</summary>
    /// <exception cref="NotLoadedException">The act did not name this key in <see cref="Act.Need"/>.</exception>
    public TRow? One<TRow, TKey>(RowSet<TRow, TKey> set, Id shopId, TKey key)
        where TRow : class, IShopRow
        where TKey : notnull
    {
        var found = Many(set, shopId, key);
        return found.Count switch
        {
            0 => null,
            1 => found[0],
            _ => throw new InvalidOperationException($"{found.Count} rows of {typeof(TRow).Name} have the key {key}; Many() was meant."),
        };
    }

    /// <summary>All rows with this key, in the order in which they were written.</summary>
    /// <exception cref="NotLoadedException">The act did not name this key in <see cref="Act.Need"/>.</exception>
    public IReadOnlyList<TRow> Many<TRow, TKey>(RowSet<TRow, TKey> set, Id shopId, TKey key)
        where TRow : class, IShopRow
        where TKey : notnull
    {
        var rowKey = new RowKey(shopId, key);
        var result = new List<TRow>();
        foreach (var identity in rows.Members(set, rowKey))
        {
            var row = (TRow)(own.GetValueOrDefault(identity) ?? rows.Current(identity));
            result.Add(row);
        }

        foreach (var (identity, row) in own)
        {
            if (row is TRow mine && row.ShopId == shopId && set.KeyOf(row).Equals(key) && !rows.Contains(identity))
            {
                result.Add(mine);
            }
        }

        return result;
    }

    /// <summary>Whether the key was loaded, so that asking for it is allowed.</summary>
    public bool Knows<TRow, TKey>(RowSet<TRow, TKey> set, Id shopId, TKey key)
        where TRow : class, IShopRow
        where TKey : notnull => rows.IsLoaded(set, new RowKey(shopId, key));

    /// <summary>Tries a part of a decision: when it refuses, what it put is taken back and the rest of the decision goes on.</summary>
    public Refusal? Try(Func<Refusal?> part)
    {
        var before = new Dictionary<RowIdentity, IShopRow>(own);
        var refusal = part();
        if (refusal is not null)
        {
            own.Clear();
            foreach (var (identity, row) in before)
            {
                own[identity] = row;
            }
        }

        return refusal;
    }

    /// <summary>Adds a new row, or replaces the loaded row with the same primary key.</summary>
    public void Put(IShopRow row) => own[rows.IdentityOf(row)] = row;
}

/// <summary>A decision asked for a row that its act had not named: the state moved on since. Commit runs the act again.</summary>
public sealed class NotLoadedException : Exception
{
    public NotLoadedException() { }

    public NotLoadedException(string message)
        : base(message) { }

    public NotLoadedException(string message, Exception innerException)
        : base(message, innerException) { }
}
