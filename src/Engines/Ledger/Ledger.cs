using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Engines.Ledger;

/// <summary>A movement to be posted.</summary>
/// <param name="Amount">From 1 to <see cref="Ledger.MaxAmount"/>.</param>
/// <param name="SourceType">What caused it; with <paramref name="SourceId"/> unique per shop for ever.</param>
/// <param name="Explanation">One Chinese sentence that the owner of the account reads.</param>
public sealed record Movement(AccountKey From, AccountKey To, long Amount, string SourceType, string SourceId, string Explanation);

/// <summary>Double entry. Needs: each owned account in <see cref="Stage.Account"/> (see <see cref="AccountKind.IsOwned"/>).</summary>
public static class Ledger
{
    /// <summary>
    /// A million million yuan. Sums over any number of real postings stay far inside 64 bits, in memory and in the
    /// database.
    /// </summary>
    public const long MaxAmount = 100_000_000_000_000;

    /// <summary>The source type of a posting that takes another back; its source id is that posting's id.</summary>
    public const string ReversalSource = "reversal";

    public static readonly RowSet<Account, string> AccountByKey = new(Stage.Account, account => account.Key);

    public static readonly Refusal Insufficient = Refusal.Conflict("insufficient_balance", "余额不足", "The balance is too low");

    /// <summary>Names the account if it is one that is locked.</summary>
    public static void Need(Needs needs, Id shopId, AccountKey account)
    {
        if (account.Kind.IsOwned)
        {
            needs.Add(AccountByKey, shopId, account.Key);
        }
    }

    /// <summary>Posts the movement, or refuses when an account would fall below its floor.</summary>
    public static Result<Posting> Post(World world, Id shopId, Movement movement, DateTimeOffset at)
    {
        if (movement.Amount is <= 0 or > MaxAmount)
        {
            throw new ArgumentOutOfRangeException(nameof(movement), movement.Amount, $"A movement is from 1 to {MaxAmount}.");
        }

        if (movement.From.Kind.Unit != movement.To.Kind.Unit)
        {
            throw new InvalidOperationException(
                $"{movement.From.Key} is kept in {movement.From.Kind.Unit}, {movement.To.Key} in {movement.To.Kind.Unit}."
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

    /// <summary>
    /// Takes a posting back by one the other way; nothing is ever rewritten. The floors hold for it too. Once for each posting: its own
    /// id is the source. Needs: both accounts.
    /// </summary>
    /// <param name="explanation">Why, as one Chinese sentence that the owner of the account reads.</param>
    public static Result<Posting> Reverse(World world, Posting posting, string explanation, DateTimeOffset at) =>
        Post(
            world,
            posting.ShopId,
            new Movement(
                AccountOf(posting.ToAccount),
                AccountOf(posting.FromAccount),
                posting.Amount,
                ReversalSource,
                posting.Id.ToString(),
                explanation
            ),
            at
        );

    private static AccountKey AccountOf(string key) =>
        new(key, ChartOfAccounts.KindOf(key) ?? throw new InvalidOperationException($"The chart of accounts has no {key}."));

    private static Refusal? Change(World world, Id shopId, AccountKey key, long change)
    {
        if (!key.Kind.IsOwned)
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
        if (change < 0 && key.Kind.Floor is { } floor && balance < floor)
        {
            return Insufficient;
        }

        world.Put(account with { Balance = balance });
        return null;
    }
}
