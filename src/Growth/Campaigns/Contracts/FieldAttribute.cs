using System.Text.Json.Serialization;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>How a field of a config is entered and checked.</summary>
public enum FieldType
{
    Integer,
    Fen,
    Percent,
    Text,
    Textarea,
    Boolean,
    Choice,
    Product,
    SkuPrices,
    Picture,
    List,

    /// <summary>Which goods: everything, some categories, some products; a <see cref="Commerce.Pricing.Contracts.GoodsScope"/>.</summary>
    Scope,

    /// <summary>One SKU of the shop.</summary>
    Sku,
}

/// <summary>
/// Describes a config property: the same description draws the console's form and checks what comes back. Label and help are in the kind's
/// texts under <c>fields.NAME.label</c> and <c>fields.NAME.help</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(FieldType type) : Attribute
{
    public FieldType Type { get; } = type;

    /// <summary>The section of the form; its title is in the texts under <c>groups.NAME</c>.</summary>
    public string Group { get; init; } = "basic";

    /// <summary>Its name is in the texts under <c>units.NAME</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Of a number, or the fewest characters or items.</summary>
    public long Min { get; init; } = long.MinValue;

    /// <summary>Of a number, or the most characters or items.</summary>
    public long Max { get; init; } = long.MaxValue;

    public bool Optional { get; init; }

    /// <summary>Values of a choice; their names are in the texts under <c>choices.FIELD.VALUE</c>.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>Shown, and checked, only when this other field (camelCase) …</summary>
    public string? VisibleWhen { get; init; }

    /// <summary>… has this value.</summary>
    public object? Equal { get; init; }
}

/// <summary>A field as the console's form reads it.</summary>
public sealed record FieldMeta(
    string Name,
    string Label,
    string Help,
    FieldType Type,
    string? Unit,
    long? Min,
    long? Max,
    bool Required,
    IReadOnlyList<FieldChoice>? Choices,
    FieldCondition? VisibleWhen,
    string Group,
    IReadOnlyList<FieldMeta>? Fields
);

public sealed record FieldChoice(string Value, string Label);

/// <param name="Value">What the other field must equal for this one to be shown.</param>
public sealed record FieldCondition(string Field, [property: JsonPropertyName("equals")] object? Value);
