using System.Globalization;
using System.Text.Json.Nodes;
using Banyan.Engines.Http;
using Banyan.Host.Http;
using Banyan.Simulation.Faults;
using Microsoft.AspNetCore.Http;

namespace Banyan.Simulation.Town;

/// <summary>Everybody and everything the town knows of: only what was acknowledged. All decisions come from one source of chance.</summary>
internal sealed class Community(Premises premises, BadChannel channel, TownClock clock, int seed)
{
    private readonly List<(DateTimeOffset At, string OutTradeNo)> latePayments = [];
    private Random random = new(seed);
    private long keys;

    public Random Random => random;

    public DateTimeOffset Now => clock.GetUtcNow();

    public List<TownShop> Shops { get; } = [];

    public Dictionary<string, KnownOrder> Orders { get; } = new(StringComparer.Ordinal);

    /// <summary>Orders in the order in which they were acknowledged.</summary>
    public List<KnownOrder> History { get; } = [];

    /// <summary>What somebody will want in the next round.</summary>
    public Queue<Wish> FollowUps { get; } = new();

    /// <summary>What should never have happened.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Begins a round with chance of its own, so that what differs in one round does not change all that follow.</summary>
    /// <returns>The chance of the round's faults.</returns>
    public Random Begin(int round)
    {
        random = new Random(HashOf(round, 0));
        return new Random(HashOf(round, 1));
    }

    public bool Chance(int percent) => random.Next(100) < percent;

    public T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    public string NextKey() => (++keys).ToString("key-000000", CultureInfo.InvariantCulture);

    public string TokenOf(SessionSubject subject) => premises.Get<ISessions>().Issue(subject).Token;

    public DirectCall Get(SessionSubject? asker, string path) =>
        new(HttpMethods.Get, path) { Token = asker is null ? null : TokenOf(asker) };

    public DirectCall Post(SessionSubject asker, string path, object? body = null, string? key = null) =>
        new(HttpMethods.Post, path)
        {
            Token = TokenOf(asker),
            Body = body ?? new JsonObject(),
            Key = key,
        };

    public DirectCall Put(SessionSubject asker, string path, object body, string? key = null) =>
        new(HttpMethods.Put, path)
        {
            Token = TokenOf(asker),
            Body = body,
            Key = key,
        };

    /// <summary>Somebody who can buy, or null while there is nobody.</summary>
    public Person? Somebody(TownShop shop)
    {
        var ready = shop.People.Where(person => person.AddressId.Length > 0).ToList();
        return ready.Count == 0 ? null : Any(ready);
    }

    /// <summary>Mostly one of the latest orders: most happens to them.</summary>
    public KnownOrder? SomeOrder() => Recent(History);

    /// <summary>Mostly an order that is probably paid.</summary>
    public KnownOrder? SomePaidOrder() => Chance(85) ? Recent([.. History.Where(order => order.SawCashier)]) : SomeOrder();

    public void Remember(Person buyer, string key, Func<DirectCall> sent, JsonNode answer)
    {
        var id = answer.Text("id");
        if (Orders.TryGetValue(id, out var known))
        {
            if (known.Key != key || known.Buyer != buyer)
            {
                Violations.Add($"order {id} was the answer to {key} and to {known.Key}");
            }

            return;
        }

        if (History.Exists(order => order.Key == key))
        {
            Violations.Add($"{key} made order {id} and another one before");
        }

        var made = new KnownOrder(buyer, id, key) { Sent = sent, PlacedAt = Now };
        made.Lines.AddRange(
            answer["lines"]!.AsArray().Select(line => (line!.Text("id"), (int)line!.Number("quantity"), line!.Number("payableFen")))
        );
        Orders[id] = made;
        History.Add(made);
        buyer.Orders.Add(made);
    }

    /// <summary>The cashier is open: most pay at once, some later or too late, some never.</summary>
    public void Cashier(string outTradeNo)
    {
        var luck = random.Next(100);
        if (luck < 78)
        {
            channel.MemberPays(outTradeNo);
        }
        else if (luck < 94)
        {
            latePayments.Add((Now.AddSeconds(random.Next(60 * 60)), outTradeNo));
        }
    }

    /// <summary>Lets those pay who meant to pay by now.</summary>
    public void PayLate()
    {
        var due = latePayments.Where(payment => payment.At <= Now).ToList();
        latePayments.RemoveAll(due.Contains);
        due.ForEach(payment => channel.MemberPays(payment.OutTradeNo));
    }

    private KnownOrder? Recent(List<KnownOrder> orders)
    {
        const int recent = 40;
        if (orders.Count == 0)
        {
            return null;
        }

        var from = Chance(75) ? Math.Max(0, orders.Count - recent) : 0;
        return orders[random.Next(from, orders.Count)];
    }

    private int HashOf(int round, int stream) => unchecked((seed * 7919 + round) * 31 + stream);
}
