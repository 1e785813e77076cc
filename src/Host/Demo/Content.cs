using System.Reflection;
using System.Text.Json;

namespace Banyan.Host.Demo;

/// <summary>The texts and drawings of the demo shops, embedded in the program.</summary>
internal static class Content
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Disallow,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static string Text(string path)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Demo/" + path)
            ?? throw new FileNotFoundException($"Demo content is missing: {path}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static T Parse<T>(string path) =>
        JsonSerializer.Deserialize<T>(Text(path), Json) ?? throw new InvalidDataException($"Demo content is empty: {path}");
}
