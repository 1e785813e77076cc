using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Banyan.Kernel;

namespace Banyan.Engines.Http;

/// <summary>
/// Collects what is wrong with a request body, field by field, and answers it as one <c>invalid_body</c>.
/// The field's name comes from the expression: <c>check.Text(body.Name, 1, 40)</c> reports <c>name</c>, <c>body.Address.City</c> reports
/// <c>address.city</c>; inside <see cref="Each"/> the item's place is put in front, such as <c>skus[0].priceFen</c>.
/// </summary>
public sealed class Check
{
    private readonly Dictionary<string, List<Sentence>> errors;
    private readonly string prefix;

    private Check(Dictionary<string, List<Sentence>> errors, string prefix) => (this.errors, this.prefix) = (errors, prefix);

    public static Check Body() => new(new Dictionary<string, List<Sentence>>(StringComparer.Ordinal), "");

    public bool IsOk => errors.Count == 0;

    /// <summary>The refusal to answer with, or null when nothing is wrong.</summary>
    public Refusal? ToRefusal() => IsOk ? null : Refusal.Invalid(errors.ToDictionary(field => field.Key, field => field.Value.ToArray()));

    /// <summary>Length in characters after trimming; with <paramref name="min"/> 0 the text may be absent.</summary>
    public Check Text(string? value, int min, int max, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var length = value is null ? 0 : new StringInfo(value.Trim()).LengthInTextElements;
        return length < min && min == 1 ? Fail(field, "必填", "Required")
            : length < min ? Fail(field, $"至少 {min} 个字", $"At least {min} characters")
            : length > max ? Fail(field, $"最多 {max} 个字", $"At most {max} characters")
            : HasControls(value) ? Fail(field, "含有不能使用的字符", "Contains characters that are not allowed")
            : this;
    }

    /// <summary>A number within bounds; null passes (use a non-nullable property for what must be there).</summary>
    public Check Number(long? value, long min, long max, [CallerArgumentExpression(nameof(value))] string field = "") =>
        value is null || (value >= min && value <= max) ? this : Fail(field, $"应在 {min} 到 {max} 之间", $"Must be from {min} to {max}");

    /// <summary>An amount within bounds; null passes.</summary>
    public Check Money(Fen? value, Fen min, Fen max, [CallerArgumentExpression(nameof(value))] string field = "") =>
        value is null || (value >= min && value <= max)
            ? this
            : Fail(field, $"应在 {min.ToYuan()} 到 {max.ToYuan()} 之间", $"Must be from {min.ToYuan()} to {max.ToYuan()}");

    /// <summary>How many entries a list has.</summary>
    public Check Count<T>(IReadOnlyCollection<T>? value, int min, int max, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var count = value?.Count ?? 0;
        return count < min ? Fail(field, $"至少 {min} 项", $"At least {min} entries")
            : count > max ? Fail(field, $"最多 {max} 项", $"At most {max} entries")
            : this;
    }

    /// <summary>Checks each entry; its fields are reported with the entry's place in front.</summary>
    public Check Each<T>(IReadOnlyList<T>? value, Action<Check, T> check, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        for (var i = 0; i < (value?.Count ?? 0); i++)
        {
            // JSON may hold a null where the type says there is none.
            if (value![i] is { } item)
            {
                check(new Check(errors, $"{prefix}{FieldName(field)}[{i}]."), item);
            }
            else
            {
                Fail($"{field}[{i}]", "必填", "Required");
            }
        }

        return this;
    }

    /// <summary>One of the allowed words.</summary>
    public Check Choice(string? value, IReadOnlyCollection<string> allowed, [CallerArgumentExpression(nameof(value))] string field = "") =>
        value is not null && allowed.Contains(value)
            ? this
            : Fail(field, $"应为：{string.Join("、", allowed)}", $"Must be one of: {string.Join(", ", allowed)}");

    /// <summary>A mainland mobile number: 11 digits beginning with 1.</summary>
    public Check Phone(string? value, [CallerArgumentExpression(nameof(value))] string field = "") =>
        value is { Length: 11 } && value[0] == '1' && value.All(char.IsAsciiDigit)
            ? this
            : Fail(field, "请输入 11 位手机号", "Must be an 11-digit mobile number");

    /// <summary>An uploaded file or an https address; with <paramref name="required"/> false it may be empty.</summary>
    public Check Picture(string? value, bool required = false, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (string.IsNullOrEmpty(value))
        {
            return required ? Fail(field, "请上传图片", "A picture is required") : this;
        }

        var ours =
            value.StartsWith('/') && !value.StartsWith("//", StringComparison.Ordinal) && !value.Contains('\\', StringComparison.Ordinal);
        var foreign = Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
        return value.Length <= 500 && (ours || foreign) && !HasControls(value)
            ? this
            : Fail(field, "图片地址应是已上传的文件或 https 地址", "Must be an uploaded file or an https address");
    }

    /// <summary>Any other rule, said in a sentence of its own.</summary>
    public Check That(bool holds, string field, string zh, string en) => holds ? this : Fail(field, zh, en);

    private Check Fail(string field, string zh, string en)
    {
        var name = prefix + FieldName(field);
        if (!errors.TryGetValue(name, out var sentences))
        {
            errors[name] = sentences = [];
        }

        sentences.Add(new Sentence(zh, en));
        return this;
    }

    /// <summary>body.Address.City → address.city; a bare name stays one: name → name.</summary>
    private static string FieldName(string expression)
    {
        var parts = expression.Replace("?.", ".", StringComparison.Ordinal).Replace("!.", ".", StringComparison.Ordinal).Split('.');
        var own = parts.Length > 1 && !char.IsUpper(parts[0], 0) ? parts.Skip(1) : parts;
        return string.Join('.', own.Select(part => JsonNamingPolicy.CamelCase.ConvertName(part.Trim())));
    }

    private static bool HasControls(string? value) =>
        value is not null && value.EnumerateRunes().Any(rune => Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t'));
}
