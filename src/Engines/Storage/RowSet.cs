using System.Linq.Expressions;
using Banyan.Kernel;

namespace Banyan.Engines.Storage;

/// <summary>
/// A way to find rows of one table under lock: by one column beside the shop. Declared once, as a static field of the module's store.
/// An act names the keys it needs; Commit loads the union over the batch with one statement per row set.
/// </summary>
public abstract class RowSet
{
    private protected RowSet(Stage stage, Type row, string keyProperty, Type keyType)
    {
        Stage = stage;
        Row = row;
        KeyProperty = keyProperty;
        KeyType = keyType;
    }

    public Stage Stage { get; }

    internal Type Row { get; }

    internal string KeyProperty { get; }

    /// <summary><see cref="Id"/> or <see cref="string"/>.</summary>
    internal Type KeyType { get; }

    internal abstract IReadOnlyList<IShopRow> Load(BatchContext batch, IReadOnlyList<RowKey> keys);

    internal abstract object KeyOf(IShopRow row);
}

/// <summary>Rows of <typeparamref name="TRow"/> found by a column of type <typeparamref name="TKey"/> (Id or string).</summary>
public sealed class RowSet<TRow, TKey> : RowSet
    where TRow : class, IShopRow
    where TKey : notnull
{
    private readonly Func<TRow, TKey> key;

    public RowSet(Stage stage, Expression<Func<TRow, TKey>> key)
        : base(stage, typeof(TRow), ((MemberExpression)key.Body).Member.Name, typeof(TKey))
    {
        this.key = key.Compile();
    }

    internal override object KeyOf(IShopRow row) => key((TRow)row);

    internal override IReadOnlyList<IShopRow> Load(BatchContext batch, IReadOnlyList<RowKey> keys) => batch.Load<TRow>(this, keys);
}

/// <summary>A key of a row set: the shop, and an <see cref="Id"/> or a string.</summary>
internal readonly record struct RowKey(Id ShopId, object Key);
