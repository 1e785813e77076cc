using Banyan.Commerce.AfterSales.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Kernel;

namespace Banyan.Commerce.AfterSales;

/// <summary>Sends back a payment that came too late or twice. The order it was meant for is not touched.</summary>
internal sealed class ReturnPayment(Commit commit, IEnumerable<IOrderParticipant> participants, TimeProvider clock) : IJobHandler
{
    private readonly IReadOnlyList<IOrderParticipant> participants = [.. participants];

    public string Type => ReturnPaymentJob.Type;

    /// <summary>Whether this refund sends this payment back, at the first try or at a later one.</summary>
    public static bool IsOf(Refund refund, Payment payment) =>
        refund.Kind == RefundKind.ReturnedPayment
        && (refund.No == FirstNo(payment) || refund.No.StartsWith(FirstNo(payment) + "-", StringComparison.Ordinal));

    private static string FirstNo(Payment payment) => $"RP{payment.Id}";

    public async Task<Refusal?> Run(Job job, CancellationToken cancellation)
    {
        var payload = job.PayloadOf<ReturnPaymentJob>();
        var act = new ReturnPaymentAct(payload, participants)
        {
            ShopId = job.ShopId,
            At = clock.GetUtcNow(),
            JobId = job.Id,
        };
        return (await commit.Run(act, cancellation)).Refusal;
    }

    private sealed class ReturnPaymentAct(ReturnPaymentJob job, IReadOnlyList<IOrderParticipant> participants)
        : RefundAct<Done>(job.OrderId, participants)
    {
        protected override IEnumerable<OrderEvent> Foreseen(Order order, IReadOnlyList<OrderLine> lines) => [];

        protected override void NeedMore(Stage stage, World world, Needs needs)
        {
            base.NeedMore(stage, world, needs);
            if (stage == Stage.Order)
            {
                needs.Add(PaymentRows.OfOrder, ShopId, OrderId);
            }
        }

        public override Result<Done> Decide(World world)
        {
            var payment = world.Many(PaymentRows.OfOrder, ShopId, OrderId).FirstOrDefault(payment => payment.Id == job.PaymentId);
            if (OrderIn(world) is not { } order || payment is null)
            {
                return Refusal.NotFound;
            }

            var before = world.Many(RefundRows.OfOrder, ShopId, OrderId).Count(refund => IsOf(refund, payment));
            var refund = new Refund
            {
                ShopId = ShopId,
                Id = world.NextId(),
                No = before == 0 ? FirstNo(payment) : $"{FirstNo(payment)}-{before}",
                OrderId = OrderId,
                OrderNo = order.No,
                MemberId = order.MemberId,
                State = RefundState.Accepted,
                Kind = RefundKind.ReturnedPayment,
                AmountFen = payment.AmountFen,
                CashFen = payment.AmountFen,
                Lines = [],
                Reason = "付款时订单已关闭或已付款，款项原路退回",
                OutTradeNo = payment.OutTradeNo,
                PaymentFen = payment.AmountFen,
                CreatedAt = At,
                AcceptedAt = At,
            };
            world.Put(refund);
            JobQueue.Enqueue(world, ShopId, SendRefund.JobType, $"{SendRefund.JobType}:{refund.Id}", new RefundJob(refund.Id, OrderId), At);
            return Done.Yes;
        }
    }
}
