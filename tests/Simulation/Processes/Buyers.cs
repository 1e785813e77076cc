using System.Diagnostics;

namespace Banyan.Simulation.Processes;

/// <summary>Some people who order, and pay some of it, at whichever node answers, until they are told to stop.</summary>
internal sealed class Buyers : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(900);
    private readonly CancellationTokenSource end = new();
    private readonly List<(AnyNode Way, HttpClient Http, Client Client)> people;
    private readonly IReadOnlyList<string> skus;
    private List<Task> load = [];

    public Buyers(Stall stall, int count)
    {
        skus = stall.Skus;
        var nodes = stall.Nodes.Select(node => node.Http.BaseAddress!).ToList();
        people = [.. Enumerable.Range(0, count).Select(Person)];

        (AnyNode, HttpClient, Client) Person(int number)
        {
            var way = new AnyNode(nodes, number);
            var http = new HttpClient(way) { BaseAddress = nodes[0] };
            return (way, http, new Client(http, stall.WeChat, $"buyer{number}") { Rest = Pace, PaysOneOf = 2 });
        }
    }

    public IReadOnlyList<Client> Clients => [.. people.Select(person => person.Client)];

    public int Orders => people.Sum(person => person.Client.Acknowledged.Count);

    public int Broken => people.Sum(person => person.Way.Broken);

    public int Later => people.Sum(person => person.Way.Later.Values.Sum());

    public IEnumerable<string> Wrong => people.SelectMany(person => person.Client.Wrong.Concat(person.Way.Unclean));

    public override string ToString() =>
        $"{Orders} orders, {Broken} broken lines, "
        + string.Join(
            ", ",
            people
                .SelectMany(person => person.Way.Later)
                .GroupBy(pair => pair.Key)
                .Select(group => $"{group.Sum(pair => pair.Value)} {group.Key}")
        );

    public Task Arrive() => Task.WhenAll(people.Select(person => person.Client.Arrive(Stall.Slug)));

    public void Begin() => load = [.. people.Select(person => Task.Run(() => person.Client.BuyOn(skus, end.Token)))];

    /// <summary>Waits until so many more orders have been acknowledged.</summary>
    public async Task More(int orders, TimeSpan within)
    {
        var before = Orders;
        for (var watch = Stopwatch.StartNew(); Orders < before + orders; await Task.Delay(20))
        {
            watch.Elapsed.ShouldBeLessThan(within, $"{Orders - before} of {orders} orders were acknowledged");
        }
    }

    /// <summary>Nobody begins anything new, and everybody gets the answer they wait for.</summary>
    public async Task Finish()
    {
        await end.CancelAsync();
        await Task.WhenAll(load);
        await Task.WhenAll(people.Select(person => person.Client.AskAgain(skus)));
    }

    public void Dispose()
    {
        end.Dispose();
        people.ForEach(person => person.Http.Dispose());
    }
}
