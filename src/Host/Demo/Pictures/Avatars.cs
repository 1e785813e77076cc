using System.Text;

namespace Banyan.Host.Demo.Pictures;

/// <summary>Faces, pets, plants, places and single characters: what people really put beside their names.</summary>
internal static class Avatars
{
    private static readonly Parts Features = new("avatars/parts");
    private static readonly IReadOnlyList<(string Id, string Markup)> Animals = Fragment.PartsOf("avatars/animals");
    private static readonly IReadOnlyList<(string Id, string Markup)> Views = Fragment.PartsOf("avatars/views");

    private static readonly string[] Skins = ["#f9dcc4", "#f6d0b1", "#f2c6a2", "#eab98f", "#fbe3d2"];
    private static readonly string[] Hairs = ["#2b2422", "#2b2422", "#3a2a22", "#4a3226", "#5f4030", "#7a4c33", "#1f2430"];
    private static readonly string[] Greys = ["#b9b4ae", "#d5d1cb", "#8f8a86"];
    private static readonly string[] Cloths =
    [
        "#d8634f",
        "#4f86a8",
        "#5f9a70",
        "#e3a93f",
        "#8a6aa8",
        "#f3efe6",
        "#34495e",
        "#c97f8f",
        "#7aa7a1",
        "#333a45",
        "#b98552",
    ];

    private static readonly (string, string)[] Grounds =
    [
        ("#f8e3c8", "#f0c8a0"),
        ("#dcebf3", "#a9cde0"),
        ("#e3f0dc", "#b4d3a2"),
        ("#f8dfe2", "#edb4bd"),
        ("#e9e2f3", "#c3b2de"),
        ("#fdf0c4", "#f6d272"),
        ("#e2efee", "#a3cdc9"),
        ("#efeae2", "#d2c5b2"),
        ("#ffd9bf", "#f2a07c"),
        ("#cfd9e8", "#8fa6c8"),
    ];

    private static readonly (string Sky, string Low, string B, string C)[] Skies =
    [
        ("#ffcf9a", "#f28a6a", "#a8576a", "#5c3a5e"),
        ("#bfe3f2", "#e9f6f5", "#5fa9c4", "#d9654a"),
        ("#2c3a66", "#5a5f9a", "#1d2748", "#c76f4a"),
        ("#d9f0e6", "#f7fbe6", "#9ccb8a", "#5f9a63"),
        ("#cfe2f4", "#f2f7fb", "#8fb0d0", "#4f7f6a"),
        ("#fbe0e6", "#fdf5ee", "#d99aae", "#cf5f78"),
        ("#fde7b0", "#fbf6e2", "#e0a954", "#cf7440"),
        ("#d6e9dd", "#f4f8ee", "#7fb29a", "#3f8068"),
    ];

    public static string Numbered(int number, string nickname)
    {
        var dice = new Dice((ulong)number * 7919 + 17);
        return dice.PickWeighted<Func<string>>([
            (() => Face(dice), 46),
            (() => Animal(dice), 21),
            (() => View(dice), 26),
            (() => Character(dice, nickname), 7),
        ])();
    }

    /// <summary>An avatar of the asked kind: face, animal or view.</summary>
    public static string OfKind(string kind, int number)
    {
        var dice = new Dice((ulong)number * 104729 + 5);
        return kind switch
        {
            "animal" => Animal(dice),
            "view" => View(dice),
            _ => Face(dice),
        };
    }

    private static string Face(Dice dice)
    {
        var (woman, old) = (dice.Percent(60), dice.Percent(9));
        var (top, bottom) = dice.Pick(Grounds);
        var hair = old ? dice.Pick(Greys) : dice.Pick(Hairs);
        string[] parts =
        [
            woman
                ? dice.Pick<string>(["back-long", "back-long", "back-wave", "back-bob", "back-bob", "back-tail", "back-bun", "back-twin"])
                : "back-none",
            dice.Pick<string>(
                woman ? ["body-tee", "body-dress", "body-dress", "body-hood"] : ["body-tee", "body-shirt", "body-shirt", "body-hood"]
            ),
            dice.Pick<string>(["head-oval", "head-round"]),
            dice.Pick<string>(
                woman ? ["extra-blush", "extra-blush", "extra-flower"]
                : old ? ["extra-beard", "extra-nose"]
                : ["extra-nose", "extra-nose", "extra-beard"]
            ),
            dice.Pick<string>(
                woman ? ["eyes-lash", "eyes-dot", "eyes-smile", "eyes-glass"] : ["eyes-dot", "eyes-smile", "eyes-glass", "eyes-sun"]
            ),
            dice.Pick<string>(woman ? ["brow-soft"] : ["brow-thick", "brow-soft"]),
            dice.Pick<string>(woman ? ["mouth-smile", "mouth-lip", "mouth-open"] : ["mouth-smile", "mouth-calm", "mouth-open"]),
            dice.Pick<string>(
                woman ? ["hair-fringe", "hair-part", "hair-mid", "hair-part"]
                : old ? ["hair-bald", "hair-crew", "hair-side"]
                : ["hair-short", "hair-side", "hair-quiff", "hair-crew", "hair-curl", "hair-cap"]
            ),
        ];
        var markup = new StringBuilder();
        foreach (var part in parts)
        {
            markup.Append(Features.Named(part));
        }

        markup.Replace("$skin", dice.Pick(Skins)).Replace("$hair", hair).Replace("$brow", old ? "#8f8a86" : "#3a2c26");
        markup.Replace("$cloth", dice.Pick(Cloths));
        return new Drawing(200, 200).Background(top, bottom).Add(markup.ToString()).Close();
    }

    private static string Animal(Dice dice)
    {
        var (top, bottom) = dice.Pick(Grounds);
        var (id, markup) = dice.PickWeighted<(string, string)>([
            .. Animals.Select(animal =>
                (
                    animal,
                    animal.Id is "cat" ? 5
                    : animal.Id is "dog" ? 4
                    : animal.Id is "rabbit" or "bear" ? 2
                    : 1
                )
            ),
        ]);
        var fur = id switch
        {
            "cat" => dice.Pick<string>(["#f3b56a", "#f6efe4", "#9a9da3", "#4a4644", "#e8d2b0"]),
            "dog" => dice.Pick<string>(["#f0d2a4", "#fbf5ea", "#d9a066", "#8f6a4c"]),
            "rabbit" => dice.Pick<string>(["#fdfaf5", "#f0dcc8", "#cfc8c4"]),
            "bear" => dice.Pick<string>(["#b07a4c", "#8f5f3c", "#d9b48a"]),
            _ => "#e58a45",
        };
        var mark = fur is "#4a4644" ? "#6b6663" : dice.Pick<string>(["#c07a3a", "#8a6a50", "#5f5a58"]);
        var drawn = markup
            .Replace("$fur", fur, StringComparison.Ordinal)
            .Replace("$mark", mark, StringComparison.Ordinal)
            .Replace("$cloth", dice.Pick(Cloths), StringComparison.Ordinal);
        var turn = dice.Between(-8, 8);
        return new Drawing(200, 200).Background(top, bottom).Add($"<g transform=\"rotate({turn} 100 120)\">{drawn}</g>").Close();
    }

    private static string View(Dice dice)
    {
        var (id, markup) = dice.Pick(Views);
        var night = id is "moon" or "city";
        var (sky, low, b, c) =
            night ? Skies[2]
            : id is "sunset" ? Skies[dice.Pick<int>([0, 0, 5, 6])]
            : dice.Pick<(string, string, string, string)>([.. Skies.Where((_, i) => i != 2)]);
        var accent = id is "plum" or "tulip" ? dice.Pick<string>(["#d9586a", "#e8899a", "#e0a02f"]) : c;
        var drawn = markup.Replace("$b", b, StringComparison.Ordinal).Replace("$c", accent, StringComparison.Ordinal);
        return new Drawing(200, 200).Background(sky, low).Add(drawn).Close();
    }

    private static string Character(Dice dice, string nickname)
    {
        var (top, bottom) = dice.Pick<(string, string)>([
            ("#3f7a55", "#2c5a41"),
            ("#b5503c", "#8f3a2c"),
            ("#34495e", "#22303e"),
            ("#f3ead6", "#e2d3b0"),
            ("#2e2c2b", "#4a4644"),
        ]);
        var letter = nickname.EnumerateRunes().First(rune => rune.IsBmp).ToString();
        var ink = top is "#f3ead6" ? "#5c3a2c" : "#fdf6e6";
        return new Drawing(200, 200)
            .Background(top, bottom)
            .Add($"<circle cx=\"100\" cy=\"100\" r=\"78\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"3\" opacity=\".5\"/>")
            .Text(100, 134, 96, letter, $"text-anchor=\"middle\" font-weight=\"700\" fill=\"{ink}\"")
            .Close();
    }
}
