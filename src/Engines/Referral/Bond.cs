using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Banyan.Engines.Referral;

/// <summary>Whose customer a member is now. One row per bound member; the history is in <see cref="BondEvent"/>.</summary>
public sealed record Bond : IShopRow, IVersionedRow
{
    public required Id ShopId { get; init; }

    public required Id MemberId { get; init; }

    public int Version { get; init; }

    /// <summary>Null after staff dissolved the bond.</summary>
    public required Id? SharerId { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required string Channel { get; init; }
}

/// <summary>A change of a bond. Append-only, so that "whose customer was this on that day" has one answer.</summary>
public sealed record BondEvent : IIdRow
{
    public required Id ShopId { get; init; }

    public required Id Id { get; init; }

    public required Id MemberId { get; init; }

    public required Id? SharerId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>first_open, register, first_paid or staff.</summary>
    public required string Cause { get; init; }

    public required string Channel { get; init; }

    /// <summary>The touch that made it.</summary>
    public Id? TouchId { get; init; }

    /// <summary>Given by staff who re-bind by hand.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Name of the member of staff; empty when the rule did it.</summary>
    public string By { get; init; } = "";
}

/// <summary>A change of bond to be made.</summary>
/// <param name="SharerId">Null dissolves.</param>
/// <param name="Cause">first_open, register, first_paid or staff.</param>
public sealed record BondChange(Id MemberId, Id? SharerId, string Cause, string Channel)
{
    public Id? TouchId { get; init; }

    public string Reason { get; init; } = "";

    public string By { get; init; } = "";
}

/// <summary>
/// The lasting sharer→member relation. Needs: <see cref="ByMember"/> of the member and of every upline up to <see cref="MaxLoopDepth"/>.
/// </summary>
public static class Bonds
{
    /// <summary>
    /// How far up a loop is looked for under lock; deeper trees are allowed, a longer loop would need as many accomplices.
    /// </summary>
    public const int MaxLoopDepth = 32;

    public static readonly RowSet<Bond, Id> ByMember = new(Stage.Member, bond => bond.MemberId);

    /// <summary>The bond that a member has, or had: its sharer may be null.</summary>
    public static readonly GroupRead<Id, Bond> OfMember = new(
        async (db, members, cancellation) =>
            await db.Set<Bond>()
                .AsNoTracking()
                .Where(bond => members.Contains(bond.MemberId))
                .ToDictionaryAsync(bond => bond.MemberId, cancellation)
                .ConfigureAwait(false)
    );

    public static readonly Refusal SelfBond = Refusal.Conflict("self_bond", "不能成为自己的客户", "A member cannot be their own customer");
    public static readonly Refusal BondLoop = Refusal.Conflict(
        "bond_loop",
        "这样会形成循环的推荐关系",
        "This would close a loop of referrals"
    );

    /// <summary>Makes, moves or dissolves a bond and writes its history.</summary>
    /// <param name="uplinesOfSharer">The sharer's uplines, nearest first, as read before; the loop check looks through them.</param>
    public static Result<Bond> Change(World world, Id shopId, BondChange change, IReadOnlyList<Id> uplinesOfSharer, DateTimeOffset at)
    {
        if (change.SharerId == change.MemberId)
        {
            return SelfBond;
        }

        if (uplinesOfSharer.Contains(change.MemberId))
        {
            return BondLoop;
        }

        var bond = (
            world.One(ByMember, shopId, change.MemberId)
            ?? new Bond
            {
                ShopId = shopId,
                MemberId = change.MemberId,
                SharerId = null,
                Since = at,
                Channel = change.Channel,
            }
        ) with
        {
            SharerId = change.SharerId,
            Since = at,
            Channel = change.Channel,
        };
        world.Put(bond);
        world.Put(
            new BondEvent
            {
                ShopId = shopId,
                Id = world.NextId(),
                MemberId = change.MemberId,
                SharerId = change.SharerId,
                At = at,
                Cause = change.Cause,
                Channel = change.Channel,
                TouchId = change.TouchId,
                Reason = change.Reason,
                By = change.By,
            }
        );
        return bond;
    }

    /// <summary>
    /// The sharers above a member, nearest first, at most <paramref name="depth"/>. One statement per level: the depth is small.
    /// </summary>
    public static async Task<IReadOnlyList<Id>> Uplines(GroupReads reads, Id shopId, Id memberId, int depth, CancellationToken cancellation)
    {
        var uplines = new List<Id>();
        var current = memberId;
        while (uplines.Count < depth)
        {
            var bond = await reads.Find(OfMember, shopId, current, cancellation).ConfigureAwait(false);
            if (bond?.SharerId is not { } next || uplines.Contains(next) || next == memberId)
            {
                break;
            }

            uplines.Add(next);
            current = next;
        }

        return uplines;
    }

    /// <summary>Whose customer the member was at that moment; null: nobody's.</summary>
    public static async Task<Id?> OwnerAt(BanyanDb db, Id shopId, Id memberId, DateTimeOffset at, CancellationToken cancellation) =>
        await db.Set<BondEvent>()
            .IgnoreQueryFilters()
            .Where(change => change.ShopId == shopId && change.MemberId == memberId && change.At <= at)
            .OrderByDescending(change => change.Id)
            .Select(change => change.SharerId)
            .FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false);
}

internal sealed class BondTable : IEntityTypeConfiguration<Bond>
{
    public void Configure(EntityTypeBuilder<Bond> builder)
    {
        builder.HasKey(bond => new { bond.ShopId, bond.MemberId });
        builder.Property(bond => bond.Channel).HasMaxLength(40);
        builder.HasIndex(bond => new { bond.ShopId, bond.SharerId });
        builder.ToTable(table => table.HasCheckConstraint("ck_bond_self", "sharer_id <> member_id"));
    }
}

internal sealed class BondEventTable : IEntityTypeConfiguration<BondEvent>
{
    public void Configure(EntityTypeBuilder<BondEvent> builder)
    {
        builder.HasShopKey();
        builder.Property(change => change.Cause).HasMaxLength(20);
        builder.Property(change => change.Channel).HasMaxLength(40);
        builder.Property(change => change.Reason).HasMaxLength(200);
        builder.Property(change => change.By).HasMaxLength(60);
        builder.HasIndex(change => new
        {
            change.ShopId,
            change.MemberId,
            change.At,
        });
    }
}
