namespace Banyan.Engines.Storage;

/// <summary>Names in SQL text. They come from the model alone; quoting lets a table be called order.</summary>
public static class Sql
{
    public static string Quote(string name) => $"\"{name}\"";

    public static string QuoteAll(IEnumerable<string> names, string prefix = "") =>
        string.Join(", ", names.Select(name => prefix + Quote(name)));
}
