using System.Globalization;
using System.Text.Json;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>Checks one value against its field's rule.</summary>
internal static class FieldChecks
{
    private const int MaxTextLength = 2000;
    private const int MaxItems = 200;

    /// <summary>Why the value is wrong, or null.</summary>
    public static Sentence? Wrong(FieldAttribute rule, JsonElement value) =>
        rule.Type switch
        {
            FieldType.Integer or FieldType.Fen or FieldType.Percent => WrongNumber(rule, value),
            FieldType.Text or FieldType.Textarea or FieldType.Picture => WrongText(rule, value),
            FieldType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? null
                : new Sentence("请选择是或否", "Must be true or false"),
            FieldType.Choice => value.ValueKind == JsonValueKind.String && rule.Choices.Contains(value.GetString())
                ? null
                : new Sentence("请选择列出的选项", "Must be one of the choices"),
            FieldType.Sku => IsId(value) ? null : new Sentence("请选择商品规格", "A SKU must be chosen"),
            FieldType.Scope => WrongScope(value),
            FieldType.Product => IsId(value) ? null : new Sentence("请选择商品", "A product must be chosen"),
            FieldType.SkuPrices => WrongPrices(value),
            FieldType.List => WrongList(rule, value),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Type, null),
        };

    private static Sentence? WrongNumber(FieldAttribute rule, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
        {
            return new Sentence("请填写整数", "Must be a whole number");
        }

        return number < rule.Min || number > rule.Max
            ? new Sentence($"请填写{Range(rule, "到")}的数", $"Must be {Range(rule, " to ")}")
            : null;
    }

    private static Sentence? WrongText(FieldAttribute rule, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return new Sentence("请填写文字", "Must be text");
        }

        var text = value.GetString()!.Trim();
        if (text.Length == 0 && !rule.Optional)
        {
            return new Sentence("请填写", "Required");
        }

        var max = Math.Min(rule.Max, MaxTextLength);
        return text.Length > max ? new Sentence($"最多 {max} 个字", $"At most {max} characters") : null;
    }

    private static Sentence? WrongPrices(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            return new Sentence("请至少设置一个规格的价格", "At least one SKU needs a price");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("skuId", out var sku) || !IsId(sku))
            {
                return new Sentence("规格不正确", "A SKU is not valid");
            }

            if (!seen.Add(sku.GetString()!))
            {
                return new Sentence("同一个规格只能设置一次", "A SKU may be listed only once");
            }

            if (!IsNumber(item, "priceFen", 1, 100_000_000_00))
            {
                return new Sentence("价格必须大于 0", "Prices must be more than 0");
            }

            if (!IsNumber(item, "stock", 0, 1_000_000))
            {
                return new Sentence("活动库存应为 0 到 1000000", "Campaign stock must be 0 to 1000000");
            }
        }

        return seen.Count > MaxItems ? new Sentence($"最多 {MaxItems} 个规格", $"At most {MaxItems} SKUs") : null;
    }

    private static Sentence? WrongScope(JsonElement value)
    {
        if (
            value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("kind", out var kind)
            || kind.GetString() is not ("all" or "categories" or "products")
            || !IsIds(value, "ids", out var count)
            || !IsIds(value, "exceptProductIds", out _)
        )
        {
            return new Sentence("请选择适用商品", "Choose which goods it is for");
        }

        return kind.GetString() != "all" && count == 0 ? new Sentence("请至少选择一个分类或商品", "Choose at least one") : null;
    }

    private static bool IsIds(JsonElement value, string name, out int count)
    {
        count = 0;
        if (!value.TryGetProperty(name, out var ids) || ids.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        count = ids.GetArrayLength();
        return count <= MaxItems && ids.EnumerateArray().All(IsId);
    }

    private static Sentence? WrongList(FieldAttribute rule, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            return new Sentence("请填写列表", "Must be a list");
        }

        var count = value.GetArrayLength();
        return count < rule.Min || count > Math.Min(rule.Max, MaxItems)
            ? new Sentence($"应有{Range(rule, "到")}项", $"Must have {Range(rule, " to ")} items")
            : null;
    }

    private static bool IsId(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Id.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var id) && !id.IsNone;

    private static bool IsNumber(JsonElement item, string name, long min, long max) =>
        item.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
        && number >= min
        && number <= max;

    private static string Range(FieldAttribute rule, string to) =>
        (rule.Min == long.MinValue, rule.Max == long.MaxValue) switch
        {
            (true, _) => $"≤ {Shown(rule, rule.Max)}",
            (_, true) => $"≥ {Shown(rule, rule.Min)}",
            _ => $"{Shown(rule, rule.Min)}{to}{Shown(rule, rule.Max)}",
        };

    /// <summary>People read money in yuan.</summary>
    private static string Shown(FieldAttribute rule, long limit) =>
        rule.Type == FieldType.Fen ? new Fen(limit).ToYuan() : limit.ToString(CultureInfo.InvariantCulture);
}
