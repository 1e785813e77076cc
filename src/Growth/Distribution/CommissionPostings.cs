using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Distribution;

/// <summary>
/// Brings the books of an order's commissions to where the order's lines say they must be. It posts differences to a target that is a
/// function of the
/// refunded and refunding sums alone: accepted refunds move their part into the held account, the channel's success sends it back to the
/// shop, its
/// closing returns it.
/// </summary>
internal static class CommissionPostings
{
    public static void Settle(OrderEvent happened, World world)
    {
        var commissions = world.Many(CommissionRows.OfOrder, happened.ShopId, happened.Order.Id);
        foreach (var ofLine in commissions.GroupBy(row => row.LineId))
        {
            var line = happened.Lines.First(line => line.Id == ofLine.Key);
            var payees = ofLine.OrderBy(row => row.Role).ToList();
            List<Commerce.Catalog.Contracts.Rate> rates = [.. payees.Select(row => row.Rate)];
            var confirmed = CommissionMath.Standing(
                rates,
                line.BaseOf(line.PayableFen - line.RefundedFen),
                line.Quantity - line.RefundedQuantity,
                payees[0].CapPpm
            );
            var expected = CommissionMath.Standing(
                rates,
                line.BaseOf(line.PayableFen - line.RefundedFen - line.RefundingFen),
                line.Quantity - line.RefundedQuantity - line.RefundingQuantity,
                payees[0].CapPpm
            );
            for (var i = 0; i < payees.Count; i++)
            {
                // A cut by the cap may fall away when the line shrinks: then more stands than before for a further payee, and nothing is
                // held.
                var held = Fen.Max(Fen.Zero, confirmed[i] - expected[i]);
                Move(world, payees[i], confirmed[i], held, happened.At);
            }
        }
    }

    /// <summary>Pending becomes withdrawable.</summary>
    public static void Mature(OrderEvent happened, World world)
    {
        foreach (
            var row in world
                .Many(CommissionRows.OfOrder, happened.ShopId, happened.Order.Id)
                .Where(row => row.State == CommissionState.Pending)
        )
        {
            var free = row.AmountFen - row.HeldFen;
            var matured = row with { State = CommissionState.Matured, MaturedAt = happened.At };
            if (free > Fen.Zero)
            {
                matured = Post(
                    world,
                    matured,
                    AccountKey.CommissionPending(row.PayeeId),
                    AccountKey.Commission(row.PayeeId),
                    free,
                    "佣金已可提现",
                    happened.At
                );
            }

            world.Put(matured);
        }
    }

    /// <summary>First what is held, then what stands: each step is one posting with a source of its own.</summary>
    private static void Move(World world, Commission row, Fen amount, Fen held, DateTimeOffset at)
    {
        var free = row.State == CommissionState.Matured ? AccountKey.Commission(row.PayeeId) : AccountKey.CommissionPending(row.PayeeId);
        var isFirst = row.State == CommissionState.Promised;
        var now = row with { State = isFirst ? CommissionState.Pending : row.State };

        // What no longer stands goes back to the shop: out of what is held first.
        var gone = now.AmountFen - amount;
        var goneFromHeld = Fen.Max(Fen.Zero, Fen.Min(gone, now.HeldFen));
        if (goneFromHeld > Fen.Zero)
        {
            now = Post(world, now, AccountKey.CommissionHeld(row.PayeeId), AccountKey.ShopCommission, goneFromHeld, "退款，佣金收回", at);
            now = now with { AmountFen = now.AmountFen - goneFromHeld, HeldFen = now.HeldFen - goneFromHeld };
            gone -= goneFromHeld;
        }

        if (gone > Fen.Zero)
        {
            now = Post(world, now, free, AccountKey.ShopCommission, gone, "退款，佣金收回", at) with { AmountFen = amount };
        }
        else if (gone < Fen.Zero)
        {
            now = Post(world, now, AccountKey.ShopCommission, free, -gone, "订单付款，佣金待结算", at) with { AmountFen = amount };
        }

        var toHold = held - now.HeldFen;
        if (toHold > Fen.Zero)
        {
            now = Post(world, now, free, AccountKey.CommissionHeld(row.PayeeId), toHold, "退款处理中，佣金暂扣", at) with
            {
                HeldFen = held,
            };
        }
        else if (toHold < Fen.Zero)
        {
            now = Post(world, now, AccountKey.CommissionHeld(row.PayeeId), free, -toHold, "退款未成功，佣金退回", at) with
            {
                HeldFen = held,
            };
        }

        if (now.AmountFen == Fen.Zero && now.OriginalFen > Fen.Zero)
        {
            now = now with { State = CommissionState.ClawedBack };
        }

        if (now != row)
        {
            world.Put(now);
        }
    }

    private static Commission Post(World world, Commission row, AccountKey from, AccountKey to, Fen amount, string why, DateTimeOffset at)
    {
        var movement = new Movement(from, to, amount.Value, CommissionSource.SourceType, CommissionSource.IdOf(row, row.Postings + 1), why);
        if (Ledger.Post(world, row.ShopId, movement, at).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Commission {row.Id}: {from.Key} does not hold {amount}: {refusal.Code}");
        }

        return row with
        {
            Postings = row.Postings + 1,
        };
    }
}
