using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Ledger;
using Banyan.Engines.Storage;
using Banyan.Growth.Distribution.Contracts;
using Banyan.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Distribution;

/// <summary>
/// Commission through the life of an order: frozen when it is placed, posted when it is paid, held and clawed back with refunds, matured
/// when the
/// after-sale window is over.
/// </summary>
internal sealed class OrderCommissions(DistributionFacts facts, IServiceScopeFactory scopes) : IOrderParticipant
{
    public async Task<Result<object?>> Prepare(OrderDraft draft, CancellationToken cancellation)
    {
        var (rules, version) = await facts.Rules(draft.ShopId, cancellation);
        if (!rules.Enabled)
        {
            return (object?)null;
        }

        var status = await facts.DistributorStatusOf(draft.ShopId, [draft.MemberId], cancellation);
        var sellsToSelf = rules.SelfPurchase && status.GetValueOrDefault(draft.MemberId) == DistributorStatus.Active;
        if ((sellsToSelf ? draft.MemberId : draft.Attribution.SharerId) is not { } seller)
        {
            return (object?)null;
        }

        var payees = (await facts.Payees(draft.ShopId, rules, seller, cancellation))
            .Where(payee => sellsToSelf || payee != draft.MemberId)
            .ToList();
        await using var scope = scopes.CreateAsyncScope();
        var catalog = scope.ServiceProvider.GetRequiredService<ICatalogReader>();
        Id[] products = [.. draft.Quote.Lines.Select(line => line.ProductId).Distinct()];
        var known = await catalog.Products(draft.ShopId, products, cancellation);
        var since = sellsToSelf ? null : draft.Attribution.Bond?.Since;
        return new PreparedCommissions(
            rules,
            version,
            payees,
            known.ToDictionary(pair => pair.Key, pair => pair.Value.Rates),
            sellsToSelf ? "self" : draft.Attribution.Chosen,
            since
        );
    }

    public void Need(Stage stage, OrderEvent happening, World world, Needs needs)
    {
        if (stage == Stage.Member)
        {
            if (happening is OrderPlaced)
            {
                needs.AddNew(CommissionRows.OfOrder, happening.ShopId, happening.Order.Id);
            }
            else
            {
                needs.Add(CommissionRows.OfOrder, happening.ShopId, happening.Order.Id);
            }
        }
        else if (stage == Stage.Account)
        {
            var payees = happening is OrderPlaced { Prepared: PreparedCommissions prepared }
                ? prepared.Payees
                : [.. world.Many(CommissionRows.OfOrder, happening.ShopId, happening.Order.Id).Select(row => row.PayeeId)];
            foreach (var payee in payees)
            {
                Ledger.Need(needs, happening.ShopId, AccountKey.CommissionPending(payee));
                Ledger.Need(needs, happening.ShopId, AccountKey.CommissionHeld(payee));
                Ledger.Need(needs, happening.ShopId, AccountKey.Commission(payee));
            }
        }
    }

    public Refusal? On(OrderEvent happened, World world)
    {
        switch (happened)
        {
            case OrderPlaced { Prepared: PreparedCommissions prepared } placed:
                Freeze(placed, prepared, world);
                break;
            case OrderRepriced:
                Refreeze(happened, world);
                break;
            case OrderPaid:
            case OrderRefundChanged:
                CommissionPostings.Settle(happened, world);
                break;
            case OrderCompleted:
                CommissionPostings.Settle(happened, world);
                CommissionPostings.Mature(happened, world);
                break;
            case OrderPlaced or OrderClosed or OrderRevived or OrderReceived:
                break;
        }

        return null;
    }

    private static void Freeze(OrderPlaced placed, PreparedCommissions prepared, World world)
    {
        foreach (var line in placed.Lines)
        {
            var rates = prepared.RatesOf(line.ProductId);
            var amounts = CommissionMath.Standing([.. rates.Select(rate => rate.Rate)], line.BaseFen, line.Quantity, prepared.Rules.CapPpm);
            for (var i = 0; i < prepared.Payees.Count; i++)
            {
                world.Put(
                    new Commission
                    {
                        ShopId = placed.ShopId,
                        Id = world.NextId(),
                        OrderId = placed.Order.Id,
                        LineId = line.Id,
                        BuyerId = placed.Order.MemberId,
                        PayeeId = prepared.Payees[i],
                        Role = (CommissionRole)i,
                        Plan = prepared.PlanOf(line.ProductId),
                        Rate = rates[i].Rate,
                        CapPpm = prepared.Rules.CapPpm,
                        Origin = new CommissionOrigin(
                            rates[i].Source,
                            prepared.RuleVersion,
                            prepared.Attribution,
                            prepared.BondSince,
                            [.. prepared.Payees.Take(i + 1)]
                        ),
                        BaseFen = line.BaseFen,
                        OriginalFen = amounts[i],
                        State = CommissionState.Promised,
                        CreatedAt = placed.At,
                    }
                );
            }
        }
    }

    /// <summary>
    /// The price was changed before payment: payees and rates stay frozen, what they are reckoned from is the line as it is now.
    /// </summary>
    private static void Refreeze(OrderEvent repriced, World world)
    {
        var commissions = world.Many(CommissionRows.OfOrder, repriced.ShopId, repriced.Order.Id);
        foreach (var ofLine in commissions.GroupBy(row => row.LineId))
        {
            var line = repriced.Lines.First(line => line.Id == ofLine.Key);
            var payees = ofLine.OrderBy(row => row.Role).ToList();
            var amounts = CommissionMath.Standing([.. payees.Select(row => row.Rate)], line.BaseFen, line.Quantity, payees[0].CapPpm);
            for (var i = 0; i < payees.Count; i++)
            {
                world.Put(payees[i] with { BaseFen = line.BaseFen, OriginalFen = amounts[i] });
            }
        }
    }
}

/// <summary>What was read before the order was placed and is frozen with it.</summary>
internal sealed record PreparedCommissions(
    DistributionRules Rules,
    int RuleVersion,
    IReadOnlyList<Id> Payees,
    IReadOnlyDictionary<Id, ProductRates?> ProductRates,
    string Attribution,
    DateTimeOffset? BondSince
)
{
    public RatePlan PlanOf(Id productId) => ProductRates.GetValueOrDefault(productId)?.Plan ?? Rules.Plan;

    /// <summary>One rate per payee: the product's own where it names one, else the shop's.</summary>
    public IReadOnlyList<(Rate Rate, string Source)> RatesOf(Id productId)
    {
        var own = ProductRates.GetValueOrDefault(productId);
        (Rate? Own, Rate Shop)[] all = [(own?.Seller, Rules.Seller), (own?.Upline1, Rules.Upline1), (own?.Upline2, Rules.Upline2)];
        return [.. all.Take(Payees.Count).Select(pair => pair.Own is null ? (pair.Shop, "shop") : (pair.Own, "product"))];
    }
}
