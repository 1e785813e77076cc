using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Banyan.Growth.Campaigns.Contracts;

/// <summary>A kind's words in both languages, from <c>texts.zh-CN.json</c> and <c>texts.en.json</c> in its folder.</summary>
public sealed record KindTexts(Words Zh, Words En)
{
    public Words For(bool english) => english ? En : Zh;

    /// <summary>The texts embedded beside a kind: its folder is the last part of its namespace.</summary>
    public static KindTexts Of(Type kind)
    {
        var folder = kind.Namespace!.Split('.')[^1];
        return new KindTexts(Read(kind.Assembly, folder, "zh-CN"), Read(kind.Assembly, folder, "en"));
    }

    private static Words Read(Assembly assembly, string folder, string language)
    {
        var ending = $"/{folder}/texts.{language}.json";
        var name = assembly.GetManifestResourceNames().Single(name => name.Replace('\\', '/').EndsWith(ending, StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(name)!;
        return new Words(JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!);
    }
}

/// <summary>Texts of one language by key, with <c>{name}</c> places.</summary>
public sealed class Words(IReadOnlyDictionary<string, string> texts)
{
    public IReadOnlyCollection<string> Keys => [.. texts.Keys];

    /// <summary>The text; a missing one is a bug that the tests of the kind find.</summary>
    public string this[string key] => texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"No text for {key}.");

    public string? Find(string key) => texts.GetValueOrDefault(key);

    public string Fill(string key, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var text = new StringBuilder(this[key]);
        foreach (var (name, value) in values)
        {
            text.Replace($"{{{name}}}", Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
