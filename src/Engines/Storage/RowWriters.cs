using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Banyan.Engines.Storage;

/// <summary>One set-wise writer per table, made from the EF model on first use.</summary>
public sealed class RowWriters(ISqlDialect dialect, SqlGateway gateway)
{
    private readonly ConcurrentDictionary<Type, RowWriter> writers = [];
    private IModel? model;

    internal void Use(IModel design) => model ??= design;

    internal RowWriter For(Type row) =>
        writers.GetOrAdd(
            row,
            type => new RowWriter(
                model?.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not a table."),
                dialect,
                gateway
            )
        );
}
