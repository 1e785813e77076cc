using System.Reflection;
using System.Text.Json;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>The form of a config record, made from its properties.</summary>
public sealed class ConfigForm
{
    private readonly IReadOnlyList<FormField> fields;

    private ConfigForm(IReadOnlyList<FormField> fields) => this.fields = fields;

    public static ConfigForm Of<TConfig>() => new(FieldsOf(typeof(TConfig)));

    public IReadOnlyList<string> FieldNames => [.. fields.Select(entry => entry.Name)];

    public IReadOnlyList<FieldMeta> Describe(Words words) => [.. fields.Select(field => Describe(field, words))];

    /// <summary>Every field that is wrong and why, under <c>config.NAME</c>; empty when the config may be read.</summary>
    public IReadOnlyDictionary<string, Sentence[]> Check(JsonElement config)
    {
        var errors = new Dictionary<string, Sentence[]>();
        if (config.ValueKind != JsonValueKind.Object)
        {
            errors["config"] = [new Sentence("活动设置必须是一个对象", "The config must be an object")];
            return errors;
        }

        Check(fields, config, "config.", errors);
        return errors;
    }

    private static void Check(IReadOnlyList<FormField> fields, JsonElement config, string prefix, Dictionary<string, Sentence[]> errors)
    {
        foreach (var field in fields.Where(field => IsVisible(field, config)))
        {
            var value = config.TryGetProperty(field.Name, out var found) ? found : default;
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                if (!field.Rule.Optional)
                {
                    errors[prefix + field.Name] = [new Sentence("请填写", "Required")];
                }

                continue;
            }

            if (FieldChecks.Wrong(field.Rule, value) is { } wrong)
            {
                errors[prefix + field.Name] = [wrong];
                continue;
            }

            if (field.Rule.Type != FieldType.List)
            {
                continue;
            }

            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(field.Items, item, $"{prefix}{field.Name}[{index++}].", errors);
            }
        }
    }

    private static bool IsVisible(FormField field, JsonElement config)
    {
        if (field.Rule.VisibleWhen is not { } other)
        {
            return true;
        }

        return config.TryGetProperty(other, out var value)
            && string.Equals(value.GetRawText(), JsonSerializer.Serialize(field.Rule.Equal), StringComparison.Ordinal);
    }

    private static FieldMeta Describe(FormField field, Words words)
    {
        var rule = field.Rule;
        return new FieldMeta(
            field.Name,
            words[$"fields.{field.Name}.label"],
            words.Find($"fields.{field.Name}.help") ?? "",
            rule.Type,
            rule.Unit is null ? null : words[$"units.{rule.Unit}"],
            rule.Min == long.MinValue ? null : rule.Min,
            rule.Max == long.MaxValue ? null : rule.Max,
            !rule.Optional,
            rule.Choices.Length == 0
                ? null
                : [.. rule.Choices.Select(choice => new FieldChoice(choice, words[$"choices.{field.Name}.{choice}"]))],
            rule.VisibleWhen is null ? null : new FieldCondition(rule.VisibleWhen, rule.Equal),
            words[$"groups.{rule.Group}"],
            field.Items.Count == 0 ? null : [.. field.Items.Select(item => Describe(item, words))]
        );
    }

    private static IReadOnlyList<FormField> FieldsOf(Type record) =>
        [
            .. record
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property => (property, rule: property.GetCustomAttribute<FieldAttribute>()))
                .Where(pair => pair.rule is not null)
                .OrderBy(pair => pair.property.MetadataToken)
                .Select(pair => new FormField(
                    JsonNamingPolicy.CamelCase.ConvertName(pair.property.Name),
                    pair.rule!,
                    pair.rule!.Type == FieldType.List ? FieldsOf(pair.property.PropertyType.GenericTypeArguments[0]) : []
                )),
        ];

    private sealed record FormField(string Name, FieldAttribute Rule, IReadOnlyList<FormField> Items);
}
