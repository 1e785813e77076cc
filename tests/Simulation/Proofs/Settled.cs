using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Simulation.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Simulation.Proofs;

/// <summary>What must hold after any disturbance, once everything has happened that was due.</summary>
internal static class Settled
{
    /// <returns>What there is now, in figures.</returns>
    public static async Task<string> Prove(Stall stall, Buyers buyers)
    {
        // Twice: what the first round asked the channel about may be due again.
        await stall.Advance(TimeSpan.FromHours(1));
        await stall.Advance(TimeSpan.FromHours(1));
        buyers.Wrong.ShouldBeEmpty(stall.Program.Words);
        var figures = "";
        await stall.Inside(async app =>
        {
            await using var db = await app.Services.GetRequiredService<IDbContextFactory<BanyanDb>>().CreateDbContextAsync();
            var (orders, payments) = (await Stall.Rows<Order>(db), await Stall.Rows<Payment>(db));
            Answers.Compare(buyers.Clients, orders, payments);
            var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            (await Stall.Rows<Job>(db))
                .Where(job => job.State != JobState.Done && job.DueAt < now)
                .Select(job => $"job {job.Type} {job.DedupKey} is still {job.State}: {job.LastError}")
                .ShouldBeEmpty();
            (await Stall.Differences(app)).ShouldBeEmpty();
            figures = $"{orders.Count} orders, {payments.Count} payments";
        });
        return figures;
    }
}
