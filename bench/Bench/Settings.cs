using System.Globalization;
using System.Text;

namespace Banyan.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    /// <summary>How often every side of a comparison is measured, in turn.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>How long one measurement lasts.</summary>
    public int Seconds { get; init; } = 5;

    /// <summary>How long each side runs before it counts: the runtime compiles hot code a second time.</summary>
    public int WarmSeconds { get; init; } = 6;

    public bool Quick { get; init; }

    public bool Write { get; init; }

    public bool Help { get; init; }

    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Members and orders of the small and of the large shop in row growth.</summary>
    public (int Members, int Orders) Small { get; init; } = (10_000, 100_000);

    public (int Members, int Orders) Large { get; init; } = (100_000, 1_000_000);

    public static Settings Parse(IReadOnlyList<string> args)
    {
        var settings = new Settings();
        for (var i = 0; i < args.Count; i++)
        {
            settings = args[i] switch
            {
                "--help" or "-h" => settings with { Help = true },
                "--write" => settings with { Write = true },
                "--quick" => settings.AsQuick(),
                "--only" => settings with { Only = Value(args, ++i).Split(',', StringSplitOptions.RemoveEmptyEntries) },
                "--rounds" => settings with { Rounds = Number(Value(args, ++i), 1, 20) },
                "--warm" => settings with { WarmSeconds = Number(Value(args, ++i), 1, 60) },
                "--seconds" => settings with { Seconds = Number(Value(args, ++i), 1, 60) },
                "--small" => settings with { Small = Size(Value(args, ++i)) },
                "--large" => settings with { Large = Size(Value(args, ++i)) },
                _ => throw new FormatException($"Unknown option: {args[i]}"),
            };
        }

        var unknown = settings.Only.Except(RowList.All.Select(row => row.Name), StringComparer.Ordinal).ToList();
        return unknown.Count == 0 ? settings : throw new FormatException($"No such row: {string.Join(", ", unknown)}");
    }

    public static string HelpText()
    {
        var text = new StringBuilder(
            """
            usage: ./bench.sh [options]        measures Banyan against its ceilings and prints a table of ratios

              --only NAME[,NAME]   only these rows
              --quick              one short round: does it work?
              --write              also writes the table to docs/performance.md
              --rounds N           rounds (3)      --seconds N   length of one measurement (5)      --warm N   seconds before it counts (6)
              --small M,N --large M,N   members and orders of the two shops in row growth (10000,100000 and 100000,1000000)

            rows:

            """
        );
        foreach (var row in RowList.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {row.Name, -18} {row.About}\n");
        }

        return text.ToString();
    }

    private Settings AsQuick() =>
        this with
        {
            Quick = true,
            Rounds = 1,
            Seconds = 1,
            WarmSeconds = 3,
            Small = (200, 1_000),
            Large = (1_000, 10_000),
        };

    private static string Value(IReadOnlyList<string> args, int at) =>
        at < args.Count ? args[at] : throw new FormatException($"{args[at - 1]} needs a value");

    private static int Number(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new FormatException($"{text} is not a number from {min} to {max}");

    private static (int Members, int Orders) Size(string text) =>
        text.Split(',') is [var members, var orders]
            ? (Number(members, 100, 1_000_000), Number(orders, 100, 10_000_000))
            : throw new FormatException($"{text} is not MEMBERS,ORDERS");
}
