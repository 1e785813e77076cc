using System.Globalization;

namespace Banyan.Host;

/// <summary>What the command line asks for.</summary>
public sealed record HostOptions
{
    public const int DefaultPort = 5080;

    public string Verb { get; init; } = "serve";

    /// <summary>0: any free port.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The address to listen on. Anything but loopback belongs behind a proxy that speaks TLS.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    public int? SandboxPort { get; init; }

    public string DataDirectory { get; init; } = ".data";

    /// <summary>Npgsql's connection string; null: SQLite in the data directory.</summary>
    public string? Postgres { get; init; }

    public bool Demo { get; init; }

    /// <summary>Throws the demonstration's data away before the start.</summary>
    public bool Reset { get; init; }

    /// <summary>Bring the database up to date before serving.</summary>
    public bool Migrate { get; init; } = true;

    public string? PublicUrl { get; init; }

    /// <summary>Where the built shop and console lie; null: looked for beside the program, then in the source tree.</summary>
    public string? WebDirectory { get; init; }

    /// <summary>Where <c>openapi</c> writes its documents.</summary>
    public string? Out { get; init; }

    /// <summary>For <c>seed</c> outside of the demonstration.</summary>
    public string Slug { get; init; } = "shop";

    public string Name { get; init; } = "我的小店";

    public string Login { get; init; } = "owner";

    public int EffectiveSandboxPort => SandboxPort ?? Port + 1;

    /// <summary>The database file; the demonstration never shares one with a real shop.</summary>
    public string SqliteFile => Path.Combine(DataDirectory, Demo ? "demo.db" : "banyan.db");

    public string EffectivePublicUrl => (PublicUrl ?? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}")).TrimEnd('/');

    /// <exception cref="StartupException">An option is unknown or has a wrong value; the message is for the person at the
    /// keyboard.</exception>
    public static HostOptions Parse(IReadOnlyList<string> args, bool demoByDefault)
    {
        var options = new HostOptions { Demo = demoByDefault };
        for (var i = 0; i < args.Count; i++)
        {
            var arg = args[i];
            options = arg switch
            {
                "--help" or "-h" => options with { Verb = "help" },
                "--demo" => options with { Demo = true },
                "--no-demo" => options with { Demo = false },
                "--reset" => options with { Reset = true },
                "--no-migrate" => options with { Migrate = false },
                _ when arg.StartsWith("--", StringComparison.Ordinal) => With(options, arg, i + 1 < args.Count ? args[++i] : ""),
                _ when i == 0 => options with { Verb = arg },
                _ => throw new StartupException($"Unknown argument: {arg}"),
            };
        }

        return options with
        {
            DataDirectory = Path.GetFullPath(options.DataDirectory),
        };
    }

    private static HostOptions With(HostOptions options, string name, string value)
    {
        if (value.Length == 0 || value.StartsWith("--", StringComparison.Ordinal))
        {
            throw new StartupException($"{name} needs a value");
        }

        return name switch
        {
            "--port" => options with { Port = PortOf(name, value) },
            "--sandbox-port" => options with { SandboxPort = PortOf(name, value) },
            "--listen" => options with { Listen = value },
            "--data" => options with { DataDirectory = value },
            "--db" => options with { Postgres = value },
            "--public-url" => options with { PublicUrl = value },
            "--web" => options with { WebDirectory = value },
            "--out" => options with { Out = value },
            "--slug" => options with { Slug = value },
            "--name" => options with { Name = value },
            "--login" => options with { Login = value },
            _ => throw new StartupException($"Unknown option: {name}"),
        };
    }

    private static int PortOf(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new StartupException($"{name} must be a port number, not {value}");
}
