using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Kinds.GroupBuy;

/// <summary>What a merchant sets for a group buy.</summary>
public sealed record GroupBuyConfig
{
    [Field(FieldType.Product, Group = "goods")]
    public Id ProductId { get; init; }

    [Field(FieldType.SkuPrices, Group = "goods")]
    public IReadOnlyList<SkuPrice> Skus { get; init; } = [];

    [Field(FieldType.Integer, Group = "team", Unit = "people", Min = 2, Max = 100)]
    public int TeamSize { get; init; } = 3;

    [Field(FieldType.Integer, Group = "team", Unit = "hours", Min = 1, Max = 168)]
    public int Hours { get; init; } = 24;

    [Field(FieldType.Boolean, Group = "team")]
    public bool AllowFewer { get; init; }

    [Field(FieldType.Integer, Group = "team", Unit = "people", Min = 2, Max = 99, VisibleWhen = "allowFewer", Equal = true)]
    public int MinimumSize { get; init; } = 2;

    [Field(FieldType.Fen, Group = "benefit", Min = 0, Max = 100_000_00)]
    public Fen LeaderDiscountFen { get; init; }

    [Field(FieldType.Integer, Group = "limit", Unit = "pieces", Min = 1, Max = 999)]
    public int BuyLimit { get; init; } = 2;

    [Field(FieldType.Integer, Group = "limit", Unit = "teams", Min = 1, Max = 99)]
    public int TeamLimit { get; init; } = 5;

    [Field(FieldType.Boolean, Group = "limit")]
    public bool NewMembersOnly { get; init; }

    [Field(FieldType.Text, Group = "share", Max = 40, Optional = true)]
    public string? ShareTitle { get; init; }
}
