using Banyan.Bench.Rows;
using Banyan.Testing;

namespace Banyan.Bench;

/// <summary>Something that can be asked for by name; it gives one or more lines of the table.</summary>
internal sealed record Row(string Name, string About, Func<Settings, Task<IReadOnlyList<Figure>>> Measure);

internal static class RowList
{
    public static readonly IReadOnlyList<Row> All =
    [
        new("claim-postgres", "claim of a hot pool, direct: batched / naive at 64, / pgbench in batches at 256", ClaimOnPostgres.Measure),
        new("claim-sqlite", "claim of a hot pool, direct, synchronous=FULL: batched / one-writer naive at 64", ClaimOnSqlite.Measure),
        new(
            "order-postgres",
            "flash-sale order over HTTP / Kestrel echo, c=256; memory after it",
            s => FlashSale.Measure(s, Database.Postgres)
        ),
        new("order-sqlite", "the same on SQLite", s => FlashSale.Measure(s, Database.Sqlite)),
        new(
            "checkout",
            "full checkout over HTTP, cart to verified payment / Vendure 3.7.3's, on one PostgreSQL; needs npm",
            Checkout.Measure
        ),
        new("pages", "product page and list of 20 / Kestrel with the same bytes, c=64", GoodsPages.Measure),
        new("commission", "paid orders with three payees: 64 at once / one after another", CommissionSplit.Measure),
        new("campaign", "joining one of 1,000 teams over HTTP / Kestrel echo, c=256", CampaignActs.Measure),
        new("cold-start", "start to first answer / a bare Kestrel's", ColdStart.Measure),
        new("growth", "time per order in a large shop / in a small one", GrownShop.Measure),
    ];
}
