using Banyan.Kernel;

namespace Banyan.Engines.Storage;

/// <summary>A row that belongs to one shop; its primary key begins with the shop.</summary>
public interface IShopRow
{
    Id ShopId { get; }
}

/// <summary>A row with an id of its own beside the shop.</summary>
public interface IIdRow : IShopRow
{
    Id Id { get; }
}

/// <summary>
/// A row that changes after it was written. Commit raises the version on every update and checks that exactly the version it
/// loaded was there: the row lock makes a miss impossible, so a miss is a bug and fails the batch.
/// </summary>
public interface IVersionedRow : IShopRow
{
    int Version { get; }
}
