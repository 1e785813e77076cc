using System.Globalization;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Tests.Campaigns.Scripts;

/// <summary>
/// A kind's behaviour as a text table. A line is <c>MINUTE WHO ACT [ARGS] -&gt; WHAT COMES OF IT</c>; who is <c>-</c> when nobody acts.
/// Acts: place, pay, close, paylate, refunding, refunded, refund_closed, and whatever the kind itself knows. What comes of it is a
/// refusal's
/// code, or price (place only), status, taken/total and the effects.
/// </summary>
internal static class KindScript
{
    public static KindStage Play(ICampaignKind kind, object config, string script)
    {
        var stage = new KindStage(kind, config);
        var members = new Dictionary<string, Id>(StringComparer.Ordinal);
        var played = new List<string>();
        var lines = script.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            var left = line.Split("->")[0].Trim();
            played.Add($"{left} -> {Step(stage, members, left.Split(' ', StringSplitOptions.RemoveEmptyEntries))}");
        }

        Normal(played).ShouldBe(Normal(lines));
        return stage;
    }

    private static string Normal(IEnumerable<string> lines) =>
        string.Join('\n', lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    private static string Step(KindStage stage, Dictionary<string, Id> members, string[] words)
    {
        var at = KindStage.Start.AddMinutes(int.Parse(words[0], CultureInfo.InvariantCulture));
        Actor? actor = null;
        if (words[1] != "-")
        {
            members.TryAdd(words[1], new Id(10 + members.Count));
            actor = new Actor(members[words[1]], IsNew: words.Contains("new"));
        }

        var quantity = words.FirstOrDefault(word => word.StartsWith('x')) is { } times
            ? int.Parse(times[1..], CultureInfo.InvariantCulture)
            : 1;
        var price = words[2] == "place" ? stage.Price(actor!.MemberId) : Refusal.NotFound;
        var result = words[2] switch
        {
            "place" when !price.IsOk => price.Refusal,
            "place" => stage.Place(actor!, quantity, at),
            "pay" => stage.Pay(Order(), at),
            "close" => stage.Close(Order(), at),
            "paylate" => stage.PayLate(Order(), at),
            "refunding" or "refunded" or "refund_closed" => stage.Tell("order_" + words[2], Order(), at),
            var act => stage.Play(act, actor, at),
        };
        return result.IsOk
            ? $"{(price.IsOk ? Yuan(price.Value.UnitPriceFen) + " " : "")}{Outcome(stage, result.Value)}"
            : result.Refusal.Code;

        StageOrder Order() => stage.LatestOrderOf(actor!.MemberId)!;
    }

    private static string Yuan(Fen amount) => amount.ToYuan().TrimStart('¥');

    private static string Outcome(KindStage stage, Decision decision)
    {
        var state = decision.State is { } run ? $"{run.Status.ToString().ToLowerInvariant()} {stage.Size.Taken}/{stage.Size.Total} " : "";
        var effects = decision
            .Effects.GroupBy(effect => effect.GetType().Name)
            .Select(group => group.Count() == 1 ? $"+{group.Key}" : $"+{group.Key}*{group.Count()}");
        return (state + string.Join(' ', effects)).Trim();
    }
}
