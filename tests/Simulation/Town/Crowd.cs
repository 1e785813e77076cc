using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Banyan.Simulation.Town;

/// <summary>Makes many members out of one: twenty thousand registrations are not what is to be shown.</summary>
internal static class Crowd
{
    /// <summary>Copies a member and their address so many times; the copies' ids count on from theirs.</summary>
    public static async Task Multiply(Premises premises, Id shopId, (Id Member, Id Address) first, int times)
    {
        var done = await premises
            .Get<Commit>()
            .Exclusive<Done>(
                shopId,
                async db =>
                {
                    await Copy(db, "member", first.Member, times, ("open_id", "t.\"open_id\" || '-' || n.i"));
                    await Copy(db, "saved_address", first.Address, times, ("member_id", "t.\"member_id\" + n.i"));
                    return Done.Yes;
                }
            );
        done.IsOk.ShouldBeTrue();
    }

    private static Task<int> Copy(BanyanDb db, string table, Id id, int times, (string Column, string Value) other)
    {
        var entity = db.Model.GetEntityTypes().Single(one => one.GetTableName() == table);
        var columns = entity.GetProperties().Select(property => property.GetColumnName()).ToList();
        var values = columns.Select(column =>
            column == "id" ? "t.\"id\" + n.i"
            : column == other.Column ? other.Value
            : $"t.\"{column}\""
        );
        var sql =
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times}) "
            + $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) "
            + $"SELECT {string.Join(", ", values)} FROM \"{table}\" AS t CROSS JOIN n WHERE t.\"id\" = {{0}}";
        return db.Database.ExecuteSqlRawAsync(sql, id.Value);
    }
}
