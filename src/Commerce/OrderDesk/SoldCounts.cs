using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.OrderDesk;

internal sealed record CountSalesJob(IReadOnlyList<SoldPieces> Pieces);

internal sealed record SoldPieces(Id ProductId, int Quantity);

/// <summary>Asks for the products' sold counts to follow: by a job, so that no payment waits for a popular product's row.</summary>
internal sealed class SoldCounts : IOrderParticipant
{
    public Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation) =>
        Task.FromResult<Result<object?>>((object?)null);

    public void Need(Stage stage, OrderEvent happening, World world, Needs needs) { }

    public Refusal? On(OrderEvent happened, World world)
    {
        if (happened is OrderPaid)
        {
            var pieces = happened.Lines.Select(line => new SoldPieces(line.ProductId, line.Quantity));
            JobQueue.Enqueue(
                world,
                happened.ShopId,
                CountSales.JobType,
                $"{CountSales.JobType}:{happened.Order.Id}",
                new CountSalesJob([.. pieces]),
                happened.At
            );
        }
        else if (happened is OrderRefundChanged { Change: RefundChange.Succeeded } refunded && refunded.Returned.Count > 0)
        {
            var pieces = refunded.Returned.Select(line => new SoldPieces(line.ProductId, -line.Quantity));
            JobQueue.Enqueue(
                world,
                happened.ShopId,
                CountSales.JobType,
                $"{CountSales.JobType}:refund:{refunded.RefundId}",
                new CountSalesJob([.. pieces]),
                happened.At
            );
        }

        return null;
    }
}

/// <summary>Adds to the products' sold counts, exactly once per job.</summary>
internal sealed class CountSales(Commit commit, TimeProvider clock) : IJobHandler
{
    public const string JobType = "count-sales";

    public string Type => JobType;

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var act = new CountAct(job.PayloadOf<CountSalesJob>().Pieces)
        {
            ShopId = job.ShopId,
            At = clock.GetUtcNow(),
            JobId = job.Id,
        };
        return (await commit.Run(act, cancellation)).Refusal;
    }

    private sealed class CountAct(IReadOnlyList<SoldPieces> pieces) : Act<Done>
    {
        public override void Need(Stage stage, World world, Needs needs)
        {
            if (stage == Stage.Run)
            {
                foreach (var piece in pieces)
                {
                    needs.Add(CatalogRows.ProductById, ShopId, piece.ProductId);
                }
            }
        }

        public override Result<Done> Decide(World world)
        {
            foreach (var piece in pieces)
            {
                if (world.One(CatalogRows.ProductById, ShopId, piece.ProductId) is { } product)
                {
                    world.Put(product with { SoldCount = Math.Max(0, product.SoldCount + piece.Quantity) });
                }
            }

            return Done.Yes;
        }
    }
}
