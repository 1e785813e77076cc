using Banyan.Bench;

Settings settings;
try
{
    settings = Settings.Parse(args);
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync(exception.Message + "\n\n" + Settings.HelpText()).ConfigureAwait(false);
    return 2;
}

if (settings.Help)
{
    Console.WriteLine(Settings.HelpText());
    return 0;
}

var before = Surroundings.Now();
List<Figure> figures = [];
List<string> broken = [];
foreach (var row in RowList.All.Where(row => settings.Only.Count == 0 || settings.Only.Contains(row.Name)))
{
    Progress.Say($"{row.Name}: {row.About}");
    try
    {
        figures.AddRange(await row.Measure(settings).ConfigureAwait(false));
    }
#pragma warning disable CA1031 // A row that fails is said to have failed; the others are still worth knowing.
    catch (Exception exception)
#pragma warning restore CA1031
    {
        Progress.Say(exception.ToString());
        broken.Add($"{row.Name}: {exception.Message.ReplaceLineEndings(" ")}");
    }
}

var report = Report.Of(settings, figures, broken, before);
Console.WriteLine(report);
if (settings.Write)
{
    await File.WriteAllTextAsync(Path.Combine(SourceTree.Root, "docs", "performance.md"), report).ConfigureAwait(false);
}

return broken.Count == 0 ? 0 : 1;
