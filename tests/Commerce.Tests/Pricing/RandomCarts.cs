using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Pricing.Lanes;
using Banyan.Commerce.Wallet.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Tests.Pricing;

/// <summary>Carts with every lane on, from a seed.</summary>
internal static class RandomCarts
{
    private static readonly DateTimeOffset Later = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static PriceCase Of(Chance chance)
    {
        var inputs = Enumerable
            .Range(0, 1 + chance.Below(6))
            .Select(index => new PricedInput(Sku(index, chance), 1 + chance.Below(5), chance.Below(6) == 0 ? Offer(chance) : null))
            .ToList();
        return new PriceCase(
            inputs,
            new FreightRule(new Fen(chance.Below(2_000)), chance.Below(2) == 0 ? new Fen(chance.Below(50_000)) : null)
        )
        {
            Rules = [.. Enumerable.Range(0, chance.Below(9)).Select(place => Rule(place, chance)), Points(chance)],
            Gifts = inputs.ToDictionary(input => input.Sku.SkuId, input => input.Sku),
            Balances = [.. WalletAccounts.Tenders.Select(tender => new TenderBalance(tender, new Fen(chance.Below(20_000))))],
            Choices = new Choices(
                null,
                chance.Below(2) == 0,
                chance.Pick<string[]>([
                    [],
                    ["red_packet"],
                    ["stored_value"],
                    ["red_packet", "stored_value"],
                ])
            ),
        };
    }

    private static SkuFacts Sku(int index, Chance chance) =>
        new(
            new Id(1_000 + index),
            new Id(100 + index / 2),
            new Id(1 + index % 3),
            $"商品 {index}",
            "",
            "",
            new Fen(chance.Below(10) == 0 ? 1 + chance.Below(3) : 1 + chance.Below(30_000)),
            null,
            true,
            1_000,
            null,
            0
        );

    private static Offer Offer(Chance chance) => new("campaign:7", new Fen(chance.Below(20_000)), "活动价", "活动价", [], Lanes(chance));

    private static IReadOnlyList<Lane> Lanes(Chance chance) => [.. Enum.GetValues<Lane>().Where(_ => chance.Below(4) > 0)];

    private static GoodsScope Scope(Chance chance) =>
        chance.Below(3) switch
        {
            0 => GoodsScope.All,
            1 => GoodsScope.Categories(new Id(1 + chance.Below(3))),
            _ => new GoodsScope(ScopeKind.All, [], [new Id(100 + chance.Below(3))]),
        };

    private static PointsRule Points(Chance chance) =>
        new()
        {
            Ref = "points",
            Label = "积分抵扣",
            Available = chance.Below(50_000) - 1_000,
            PointsPerYuan = chance.Pick<long>([1, 10, 100, 333]),
            MaxPpm = chance.Below(1_000_001),
            Step = 1 + chance.Below(50),
        };

    private static PriceRule Rule(int place, Chance chance)
    {
        var (reference, scope, lanes) = ($"rule:{place}", Scope(chance), Lanes(chance));
        return chance.Below(8) switch
        {
            0 => new PercentPriceRule
            {
                Ref = reference,
                Label = "折",
                Scope = scope,
                LaterLanes = lanes,
                KeepPpm = 100_000 + chance.Below(900_000),
            },
            1 => new UnitPriceRule
            {
                Ref = reference,
                Label = "限时",
                LaterLanes = lanes,
                Prices = new Dictionary<Id, Fen> { [new Id(1_000 + chance.Below(6))] = new Fen(chance.Below(20_000)) },
            },
            2 => new NthPieceRule
            {
                Ref = reference,
                Label = "第 N 件",
                Scope = scope,
                LaterLanes = lanes,
                N = 2 + chance.Below(3),
                KeepPpm = chance.Below(1_000_000),
            },
            3 => new BundleRule
            {
                Ref = reference,
                Label = "套餐",
                LaterLanes = lanes,
                Parts = [new BundlePart(new Id(100), 1 + chance.Below(2)), new BundlePart(new Id(101), 1)],
                PriceFen = new Fen(1 + chance.Below(30_000)),
            },
            4 => new AddOnRule
            {
                Ref = reference,
                Label = "换购",
                LaterLanes = lanes,
                Scope = scope,
                FromFen = new Fen(chance.Below(20_000)),
                Prices = new Dictionary<Id, Fen> { [new Id(1_000 + chance.Below(6))] = new Fen(1 + chance.Below(5_000)) },
                MaxPieces = 1 + chance.Below(3),
            },
            5 or 6 => Ladder(reference, scope, lanes, chance),
            _ => new CouponRule
            {
                Ref = $"coupon:{place}",
                Label = "券",
                Scope = scope,
                LaterLanes = lanes,
                CouponId = new Id(place + 1),
                FromFen = new Fen(chance.Below(20_000)),
                OffFen = new Fen(chance.Below(5_000)),
                KeepPpm = chance.Below(2) == 0 ? 500_000 + chance.Below(490_000) : null,
                CapFen = chance.Below(2) == 0 ? new Fen(1 + chance.Below(3_000)) : null,
                IsFreight = chance.Below(5) == 0,
                ExpiresAt = Later,
            },
        };
    }

    private static LadderRule Ladder(string reference, GoodsScope scope, IReadOnlyList<Lane> lanes, Chance chance)
    {
        var byPieces = chance.Below(3) == 0;
        var steps = Enumerable
            .Range(1, 1 + chance.Below(3))
            .Select(step => new LadderStep(byPieces ? step * 2 : step * (1 + chance.Below(10_000)))
            {
                OffFen = new Fen(chance.Below(6_000)),
                KeepPpm = chance.Below(3) == 0 ? 500_000 + chance.Below(490_000) : null,
                Gift = chance.Below(4) == 0 ? new Gift(new Id(1_000 + chance.Below(6)), 1) : null,
                FreeFreight = chance.Below(4) == 0,
            })
            .OrderBy(step => step.At)
            .ToList();
        return new LadderRule
        {
            Ref = reference,
            Label = "满减",
            Scope = scope,
            LaterLanes = lanes,
            By = byPieces ? LadderBy.Pieces : LadderBy.Amount,
            Steps = steps,
            Repeats = steps.Count == 1 && chance.Below(2) == 0,
        };
    }
}
