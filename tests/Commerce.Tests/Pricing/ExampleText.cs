using System.Globalization;
using System.Text.RegularExpressions;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Pricing;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Pricing.Lanes;
using Banyan.Commerce.Wallet.Contracts;
using Banyan.Kernel;

namespace Banyan.Commerce.Tests.Pricing;

/// <summary>Reads the small language of <c>docs/pricing-examples.md</c>.</summary>
internal static partial class ExampleText
{
    private const int MaxMs = 1_000;
    private const string Food = "食品";
    private const string Products = "甲乙丙丁";
    private static readonly Id FoodId = new(1);
    private static readonly Id HomeId = new(2);
    private static readonly DateTimeOffset Later = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static PriceCase Case(string cart, string rules, string chosen)
    {
        var inputs = cart.Split('、').Select(Line).ToList();
        var parsed = Parts(rules).Select((text, place) => Rule(text, place)).ToList();
        return new PriceCase(inputs, parsed.OfType<FreightRule>().FirstOrDefault() ?? new FreightRule(Fen.Zero, null))
        {
            Rules = [.. parsed.OfType<PriceRule>()],
            Balances = [.. parsed.OfType<TenderBalance>()],
            Gifts = Products.ToDictionary(product => SkuId($"{product}"), product => Sku($"{product}", new Fen(10_00))),
            Choices = new Choices(
                chosen.Contains("不用券", StringComparison.Ordinal) ? [] : null,
                chosen.Contains("用积分", StringComparison.Ordinal),
                [
                    .. chosen.Contains("用红包", StringComparison.Ordinal) ? ["red_packet"] : Array.Empty<string>(),
                    .. chosen.Contains("用储值", StringComparison.Ordinal) ? ["stored_value"] : Array.Empty<string>(),
                ]
            ),
        };
    }

    private static IEnumerable<string> Parts(string text) =>
        text.Split('；', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim());

    private static Fen Yuan(string text) => new((long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100));

    private static int Fold(string text) => (int)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100_000);

    private static Id ProductId(string name) => new(10 + Products.IndexOf(name[0], StringComparison.Ordinal));

    private static Id SkuId(string name) => new(ProductId(name).Value * 100 + (name.Length > 1 ? name[1] - 'a' + 1 : 0));

    private static SkuFacts Sku(string name, Fen price) =>
        new(SkuId(name), ProductId(name), name[0] is '甲' or '乙' ? FoodId : HomeId, name, "", "", price, null, true, 1_000, null, 0);

    private static PricedInput Line(string text)
    {
        var match = Must(LinePattern().Match(text.Trim()), text);
        var name = match.Groups["name"].Value;
        var quantity = match.Groups["n"].Success ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) : 1;
        var offer = match.Groups["offer"].Success
            ? new Offer("campaign:7", Yuan(match.Groups["offer"].Value), "活动价", "活动价", [], LanesBut(match.Groups["not"].Value))
            : null;
        return new PricedInput(Sku(name, Yuan(match.Groups["price"].Value)), quantity, offer);
    }

    private static IReadOnlyList<Lane> LanesBut(string not) =>
        [
            .. Enum.GetValues<Lane>()
                .Where(lane => lane != Lane.Coupon || !not.Contains("!券", StringComparison.Ordinal))
                .Where(lane => lane != Lane.Order || !not.Contains("!满减", StringComparison.Ordinal)),
        ];

    private static object Rule(string text, int place)
    {
        var match = Must(RulePattern().Match(text), text);
        var (body, lanes) = (match.Groups["body"].Value, LanesBut(match.Groups["not"].Value));
        var scope = Scope(match.Groups["scope"].Value);
        var reference = $"rule:{place:00}";
        if (Simple(body) is { } other)
        {
            return other;
        }

        if (PercentPattern().Match(body) is { Success: true } percent)
        {
            return new PercentPriceRule
            {
                Ref = reference,
                Label = body,
                Scope = scope,
                LaterLanes = lanes,
                KeepPpm = Fold(percent.Groups["fold"].Value),
            };
        }

        if (NthPattern().Match(body) is { Success: true } nth)
        {
            var keep = nth.Groups["fold"].Success ? Fold(nth.Groups["fold"].Value) : 0;
            var n = int.Parse(nth.Groups["n"].Value, CultureInfo.InvariantCulture);
            return new NthPieceRule
            {
                Ref = reference,
                Label = body,
                Scope = scope,
                LaterLanes = lanes,
                N = n,
                KeepPpm = keep,
            };
        }

        if (BundlePattern().Match(body) is { Success: true } bundle)
        {
            var parts = bundle.Groups["parts"].Value.Split('+').Select(part => part.Split('×'));
            return new BundleRule
            {
                Ref = reference,
                Label = body,
                Parts =
                [
                    .. parts.Select(part => new BundlePart(
                        ProductId(part[0]),
                        part.Length > 1 ? int.Parse(part[1], CultureInfo.InvariantCulture) : 1
                    )),
                ],
                PriceFen = Yuan(bundle.Groups["price"].Value),
            };
        }

        if (AddOnPattern().Match(body) is { Success: true } addOn)
        {
            return new AddOnRule
            {
                Ref = reference,
                Label = body,
                FromFen = Yuan(addOn.Groups["from"].Value),
                Prices = new Dictionary<Id, Fen> { [SkuId(addOn.Groups["sku"].Value)] = Yuan(addOn.Groups["price"].Value) },
                MaxPieces = int.Parse(addOn.Groups["n"].Value, CultureInfo.InvariantCulture),
            };
        }

        return body.Contains('券', StringComparison.Ordinal) ? Coupon(body, scope, place) : Ladder(body, scope, lanes, reference);
    }

    private static object? Simple(string body)
    {
        var match = SimplePattern().Match(body);
        if (!match.Success)
        {
            return null;
        }

        var number = match.Groups["number"].Value;
        return match.Groups["what"].Value switch
        {
            "积分" => new PointsRule
            {
                Ref = "points",
                Label = "积分抵扣",
                Available = long.Parse(number, CultureInfo.InvariantCulture),
                PointsPerYuan = 100,
                MaxPpm = 500_000,
            },
            "运费" => new FreightRule(Yuan(number), Yuan(match.Groups["free"].Value)),
            "红包" => new TenderBalance(WalletAccounts.Tenders[0], Yuan(number)),
            "储值" => new TenderBalance(WalletAccounts.Tenders[1], Yuan(number)),
            _ => new TenderBalance(WalletAccounts.Tenders[2], Yuan(number)),
        };
    }

    private static CouponRule Coupon(string body, GoodsScope scope, int place)
    {
        var rule = new CouponRule
        {
            Ref = $"coupon:{place}",
            Label = body,
            Scope = scope,
            CouponId = new Id(place + 1),
            ExpiresAt = Later,
            IsFreight = body == "运费券",
        };
        if (FixedCoupon().Match(body) is { Success: true } amount)
        {
            return rule with { FromFen = Yuan(amount.Groups["from"].Value), OffFen = Yuan(amount.Groups["off"].Value) };
        }

        return PercentCoupon().Match(body) is { Success: true } percent
            ? rule with
            {
                KeepPpm = Fold(percent.Groups["fold"].Value),
                CapFen = Yuan(percent.Groups["cap"].Value),
            }
            : rule;
    }

    private static LadderRule Ladder(string body, GoodsScope scope, IReadOnlyList<Lane> lanes, string reference)
    {
        var repeats = body.StartsWith('每');
        var steps = body.TrimStart('每').Split(',').Select(text => Must(StepPattern().Match(text), text)).ToList();
        return new LadderRule
        {
            Ref = reference,
            Label = body,
            Scope = scope,
            LaterLanes = lanes,
            By = steps[0].Groups["pieces"].Success ? LadderBy.Pieces : LadderBy.Amount,
            Repeats = repeats,
            Steps =
            [
                .. steps.Select(step => new LadderStep(
                    step.Groups["pieces"].Success
                        ? long.Parse(step.Groups["at"].Value, CultureInfo.InvariantCulture)
                        : Yuan(step.Groups["at"].Value).Value
                )
                {
                    OffFen = step.Groups["off"].Success ? Yuan(step.Groups["off"].Value) : Fen.Zero,
                    KeepPpm = step.Groups["fold"].Success ? Fold(step.Groups["fold"].Value) : null,
                    Gift = step.Groups["gift"].Success ? new Gift(SkuId(step.Groups["gift"].Value), 1) : null,
                    FreeFreight = step.Groups["free"].Success,
                }),
            ],
        };
    }

    private static GoodsScope Scope(string text) =>
        text.Length == 0 ? GoodsScope.All
        : text is Food or "日用" ? GoodsScope.Categories(text == Food ? FoodId : HomeId)
        : GoodsScope.Products([.. text.Select(product => ProductId($"{product}"))]);

    private static Match Must(Match match, string text) => match.Success ? match : throw new FormatException($"Not understood: {text}");

    [GeneratedRegex(
        @"^(?<name>[甲乙丙丁][a-z]?) (?<price>[\d.]+)(×(?<n>\d+))?(@(?<offer>[\d.]+)(?<not>(![券满减]+)*))?$",
        RegexOptions.ExplicitCapture,
        MaxMs
    )]
    private static partial Regex LinePattern();

    [GeneratedRegex(@"^(?<body>[^(!]+)(\((?<scope>[^)]+)\))?(?<not>(![券满减]+)*)$", RegexOptions.ExplicitCapture, MaxMs)]
    private static partial Regex RulePattern();

    [GeneratedRegex(@"^(限时|会员)(?<fold>[\d.]+)折$", RegexOptions.ExplicitCapture, MaxMs)]
    private static partial Regex PercentPattern();

    [GeneratedRegex(@"^第(?<n>\d+)件((?<fold>[\d.]+)折|免单)$", RegexOptions.ExplicitCapture, MaxMs)]
    private static partial Regex NthPattern();

    [GeneratedRegex(@"^套餐(?<parts>.+)=(?<price>[\d.]+)$", RegexOptions.ExplicitCapture, MaxMs)]
    private static partial Regex BundlePattern();

    [GeneratedRegex(@"^换购满(?<from>[\d.]+):(?<sku>.)=(?<price>[\d.]+)×(?<n>\d+)$", RegexOptions.ExplicitCapture, MaxMs)]
    private static partial Regex AddOnPattern();

    [GeneratedRegex(@"^(?<what>积分|红包|储值|赠金|运费)(?<number>[\d.]+)(满(?<free>[\d.]+))?$", RegexOptions.ExplicitCapture, MaxMs)]
    private static partial Regex SimplePattern();

    [GeneratedRegex(@"^券(?<from>[\d.]+)-(?<off>[\d.]+)$", RegexOptions.ExplicitCapture, MaxMs)]
    private static partial Regex FixedCoupon();

    [GeneratedRegex(@"^券(?<fold>[\d.]+)折封顶(?<cap>[\d.]+)$", RegexOptions.ExplicitCapture, MaxMs)]
    private static partial Regex PercentCoupon();

    [GeneratedRegex(
        @"^满(?<at>[\d.]+)(?<pieces>件)?(?:减(?<off>[\d.]+)|打(?<fold>[\d.]+)折|送(?<gift>.)|(?<free>包邮))$",
        RegexOptions.ExplicitCapture,
        MaxMs
    )]
    private static partial Regex StepPattern();
}
