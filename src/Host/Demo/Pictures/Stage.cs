namespace Banyan.Host.Demo.Pictures;

/// <summary>Rooms, ornaments and panels around a thing, painted with a palette.</summary>
internal static class Stage
{
    private static readonly Parts Rooms = new("stage/rooms");
    private static readonly Parts Ornaments = new("stage/ornaments");
    private static readonly Parts Panels = new("stage/panels");

    public static string Room(int arrangement, Palette palette) => palette.Paint(Rooms.Numbered(arrangement));

    public static string Ornament(int arrangement, Palette palette) => palette.Paint(Ornaments.Numbered(arrangement));

    public static string Panel(string name, Palette palette) => palette.Paint(Panels.Named(name));

    public static string Table(int arrangement)
    {
        var (wood, edge) = (arrangement % 3) switch
        {
            0 => ("#c99a66", "#a9774a"),
            1 => ("#efe7d9", "#d6c9b2"),
            _ => ("#9c6d46", "#7b5132"),
        };
        return Panels.Named("table").Replace("$wood", wood, StringComparison.Ordinal).Replace("$edge", edge, StringComparison.Ordinal);
    }
}

/// <summary>A file of many small drawings, found by name or by number.</summary>
internal sealed class Parts(string file)
{
    private readonly IReadOnlyList<(string Id, string Markup)> all = Fragment.PartsOf(file);

    public IEnumerable<string> Names => all.Select(part => part.Id);

    public string Numbered(int number) => all[number % all.Count].Markup;

    public string Named(string name) => all.Single(part => part.Id == name).Markup;
}
