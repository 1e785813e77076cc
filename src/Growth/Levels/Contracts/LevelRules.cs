using Banyan.Kernel;

namespace Banyan.Growth.Levels.Contracts;

/// <summary>The member levels of a shop, the lowest first.</summary>
/// <param name="GrowthPerYuan">Growth for every yuan paid, credited when the after-sale window is over.</param>
public sealed record LevelRules(bool Enabled, int GrowthPerYuan, IReadOnlyList<Level> Levels)
{
    public static readonly LevelRules Default = new(
        false,
        1,
        [
            new Level("普通会员", 0, null, 1_000_000, false),
            new Level("银卡会员", 500, 980_000, 1_000_000, false),
            new Level("金卡会员", 2_000, 950_000, 1_200_000, false),
            new Level("钻石会员", 8_000, 900_000, 1_500_000, true),
        ]
    );

    /// <summary>The highest level that this much growth reaches; null without levels.</summary>
    public Level? Of(long growth) => Levels.Where(level => level.FromGrowth <= growth).MaxBy(level => level.FromGrowth);

    /// <summary>The next level above, null at the top.</summary>
    public Level? After(long growth) => Levels.Where(level => level.FromGrowth > growth).MinBy(level => level.FromGrowth);
}

/// <summary>One level and what it gives.</summary>
/// <param name="FromGrowth">Growth from which on a member has it.</param>
/// <param name="KeepPpm">The member price, in parts per million of the list price; null: no discount.</param>
/// <param name="PointsPpm">How many points orders earn, in parts per million of the usual.</param>
public sealed record Level(string Name, long FromGrowth, int? KeepPpm, int PointsPpm, bool FreeFreight);

/// <summary>Tells how members stand.</summary>
public interface ILevels
{
    /// <summary>The member's level by what is in their growth account now; null where the shop has no levels.</summary>
    Task<LevelStanding?> Of(Id shopId, Id memberId, CancellationToken cancellation);
}

/// <param name="GrowthPerYuan">Growth that a yuan paid earns.</param>
public sealed record LevelStanding(Level Level, long Growth, Level? Next, int GrowthPerYuan);
