using System.Collections.Concurrent;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Storage;
using Banyan.Host;
using Banyan.Host.Http;
using Banyan.Simulation.Faults;
using Banyan.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Banyan.Simulation.Town;

/// <summary>Where the program lives: one database and one data directory through many lives of the whole object graph.</summary>
internal sealed class Premises : IAsyncDisposable
{
    /// <summary>
    /// One for all lives and runs: EF keeps its compiled queries by logger factory, and compiling them again took most of the time.
    /// </summary>
    private static readonly LastErrors Errors = new();
    private static readonly ILoggerFactory Log = LoggerFactory.Create(logging => logging.AddProvider(Errors));
    private readonly string directory = Directory.CreateTempSubdirectory("banyan-simulation-").FullName;
    private readonly TestDatabase database;
    private readonly TimeProvider clock;
    private readonly IPaymentChannel channel;
    private readonly Action<IServiceCollection>? more;
    private WebApplication? app;
    private DirectCalls? direct;

    private Premises(TestDatabase database, TimeProvider clock, IPaymentChannel channel, Action<IServiceCollection>? more)
    {
        (this.database, this.clock, this.channel, this.more) = (database, clock, channel, more);
        Options = new HostOptions
        {
            Port = 0,
            Migrate = false,
            DataDirectory = directory,
            Postgres = database.Options.IsPostgres ? database.Options.ConnectionString : null,
        };
        Disturbance = new Disturbance(database, Options.SqliteFile);
    }

    public HostOptions Options { get; }

    public Disturbance Disturbance { get; }

    /// <summary>Of the present life.</summary>
    public Fuse Fuse { get; private set; } = new();

    /// <summary>How often the program was started.</summary>
    public int Lives { get; private set; }

    public IEnumerable<string> LastErrors => Errors.Lines.Select(line => $"{line.Text} {line.Exception}");

    /// <param name="more">Other services than the program's own, where a test needs them.</param>
    public static async Task<Premises> Open(
        Database kind,
        TimeProvider clock,
        IPaymentChannel channel,
        Action<IServiceCollection>? more = null
    )
    {
        Errors.Lines.Clear();
        var premises = new Premises(await TestDatabase.Create(kind), clock, channel, more);
        if (kind == Database.Sqlite)
        {
            File.Copy(premises.database.Options.ConnectionString, premises.Options.SqliteFile);
        }

        await premises.Start();
        return premises;
    }

    public T Get<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    /// <summary>Throws the present life away, whatever state it is in, and starts another on what it left in the database.</summary>
    public async Task Restart()
    {
        await Leave();
        await Start();
    }

    public Task<DirectAnswer> Send(DirectCall call) => direct!.Send(call);

    public Task Drain() => Get<Pump>().Drain(CancellationToken.None);

    /// <summary>Reads the database past every filter.</summary>
    public async Task<T> Look<T>(Func<BanyanDb, Task<T>> look)
    {
        await using var db = await Get<IDbContextFactory<BanyanDb>>().CreateDbContextAsync();
        return await look(db);
    }

    /// <summary>What the doctor finds wrong; empty when the books are right.</summary>
    public async Task<IReadOnlyList<string>> Differences() =>
        [
            .. (await Get<Doctor>().Examine(CancellationToken.None)).SelectMany(result =>
                result.Findings.Differences.Select(text => $"doctor, {result.Name}: {text}")
            ),
        ];

    public async ValueTask DisposeAsync()
    {
        await Leave();
        await database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private async Task Start()
    {
        Lives++;
        Fuse = new Fuse();
        app = Server.Build(Options, Play);
        await Banyan.Host.Startup.Prepare(app);
        direct = new DirectCalls(app);
        Fuse.InstallIn(Get<SqlGateway>());
    }

    private async Task Leave()
    {
        if (app is { } leaving)
        {
            app = null;
            await leaving.DisposeAsync();
        }
    }

    private void Play(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(channel);
        builder.Services.AddSingleton<IWeChatLogin, TownLogin>();
        more?.Invoke(builder.Services);
        builder.Services.AddSingleton(Log);
    }
}

/// <summary>The last things that were logged as errors, to be shown when a run fails.</summary>
internal sealed class LastErrors : ILoggerProvider, ILogger
{
    private const int Max = 40;

    public ConcurrentQueue<(string Text, Exception? Exception)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel) || exception is PowerCutException || exception?.InnerException is PowerCutException)
        {
            return;
        }

        // Not written out yet: looking up the lines of every stack takes longer than the whole run.
        Lines.Enqueue((formatter(state, exception), exception));
        while (Lines.Count > Max)
        {
            Lines.TryDequeue(out _);
        }
    }

    public void Dispose() { }
}
