using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Ledger;

/// <summary>A movement to be posted.</summary>
/// <param name="Amount">More than zero.</param>
/// <param name="SourceType">What caused it; with <paramref name="SourceId"/> unique per shop for ever.</param>
/// <param name="Explanation">One Chinese sentence that the owner of the account reads.</param>
public sealed record Movement(AccountKey From, AccountKey To, long Amount, string SourceType, string SourceId, string Explanation);

/// <summary>Double entry. Needs: each owned account in <see cref="Stage.Account"/> (see <see cref="AccountKey.IsOwned"/>).</summary>
public static class Ledger
{
    public static readonly RowSet<Account, string> AccountByKey = new(Stage.Account, account => account.Key);

    public static readonly Refusal Insufficient = Refusal.Conflict("insufficient_balance", "余额不足", "The balance is too low");

    /// <summary>Names the account if it is one that is locked.</summary>
    public static void Need(Needs needs, Id shopId, AccountKey account)
    {
        if (account.IsOwned)
        {
            needs.Add(AccountByKey, shopId, account.Key);
        }
    }

    /// <summary>Posts the movement, or refuses when an account would fall below its floor.</summary>
    public static Result<Posting> Post(World world, Id shopId, Movement movement, DateTimeOffset at)
    {
        if (movement.Amount <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(movement), movement.Amount, "A movement is more than zero.");
        }

        if (movement.From.Unit != movement.To.Unit)
        {
            throw new InvalidOperationException(
                $"{movement.From.Key} is kept in {movement.From.Unit}, {movement.To.Key} in {movement.To.Unit}."
            );
        }

        if (Change(world, shopId, movement.From, -movement.Amount) is { } refusal)
        {
            return refusal;
        }

        if (Change(world, shopId, movement.To, movement.Amount) is { } otherRefusal)
        {
            return otherRefusal;
        }

        var posting = new Posting
        {
            ShopId = shopId,
            Id = world.NextId(),
            FromAccount = movement.From.Key,
            ToAccount = movement.To.Key,
            Amount = movement.Amount,
            SourceType = movement.SourceType,
            SourceId = movement.SourceId,
            Explanation = movement.Explanation,
            PostedAt = at,
        };
        world.Put(posting);
        return posting;
    }

    private static Refusal? Change(World world, Id shopId, AccountKey key, long change)
    {
        if (!key.IsOwned)
        {
            return null;
        }

        var account =
            world.One(AccountByKey, shopId, key.Key)
            ?? new Account
            {
                ShopId = shopId,
                Key = key.Key,
                Balance = 0,
            };
        var balance = checked(account.Balance + change);
        if (change < 0 && key.Floor is { } floor && balance < floor)
        {
            return Insufficient;
        }

        world.Put(account with { Balance = balance });
        return null;
    }
}
