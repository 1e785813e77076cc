using Banyan.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace Banyan.Engines.Http;

/// <summary>One page of a list and the key to ask for the next with (?after=); null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Shows the rows but the last one when there is one more than the page's size: it says that there is a next page.</summary>
    public static Page<T> Of<TRow>(IReadOnlyList<TRow> rows, PageQuery query, Func<TRow, T> view, Func<TRow, string> key)
    {
        var items = rows.Take(query.Size).ToList();
        return new Page<T>([.. items.Select(view)], rows.Count > query.Size ? key(items[^1]) : null);
    }
}

/// <summary>Keyset paging: <c>?after=KEY&amp;limit=N</c>, N in 1 … 100, default 20. Taken with [AsParameters].</summary>
public sealed record PageQuery([FromQuery(Name = "after")] string? After, [FromQuery(Name = "limit")] int? Limit)
{
    public const int MaxSize = 100;

    public int Size => Math.Clamp(Limit ?? 20, 1, MaxSize);

    /// <summary>How many rows to read: one more than shown.</summary>
    public int Take => Size + 1;

    /// <summary>The id to start after, or <see cref="Id.None"/> at the first page.</summary>
    public Id AfterId => Id.TryParse(After, null, out var id) ? id : Id.None;
}
