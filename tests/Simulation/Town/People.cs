using Banyan.Engines.Http;
using Banyan.Host.Http;
using Banyan.Kernel;

namespace Banyan.Simulation.Town;

/// <summary>A shop as the town knows it.</summary>
internal sealed class TownShop(string slug, Id id, Id ownerId)
{
    public string Slug => slug;

    public SessionSubject Owner { get; } = new(SessionKind.Staff, id, ownerId, Version: 0);

    public string CategoryId { get; set; } = "";

    public List<Goods> Goods { get; } = [];

    /// <summary>Group buys that were published.</summary>
    public List<(string Id, Goods Goods)> Campaigns { get; } = [];

    /// <summary>Runs that somebody began.</summary>
    public List<(string Id, Goods Goods)> Runs { get; } = [];

    public List<Person> People { get; } = [];
}

/// <param name="IsScarce">Few, and never restocked: what is sold is never more than <paramref name="Stock"/>.</param>
internal sealed record Goods(string ProductId, string SkuId, long PriceFen, int Stock, bool IsScarce);

/// <summary>A member of one shop.</summary>
internal sealed class Person(TownShop shop, int number)
{
    public TownShop Shop => shop;

    public int Number => number;

    /// <summary>The same people shop in every shop of the town.</summary>
    public string Name => "person-" + number;

    public string VisitorId => "visitor-" + number;

    public SessionSubject? Session { get; set; }

    public string AddressId { get; set; } = "";

    public string ShareCode { get; set; } = "";

    public List<KnownOrder> Orders { get; } = [];
}

/// <summary>An order that was acknowledged.</summary>
internal sealed class KnownOrder(Person buyer, string id, string key)
{
    public Person Buyer => buyer;

    public string Id => id;

    /// <summary>The Idempotency-Key it was placed with; it is also its remark.</summary>
    public string Key => key;

    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>The call that placed it, to be sent again.</summary>
    public required Func<DirectCall> Sent { get; init; }

    public List<(string Id, int Quantity, long PayableFen)> Lines { get; } = [];

    /// <summary>Requests for money back that were acknowledged, with their keys.</summary>
    public List<(string Id, string Key)> Refunds { get; } = [];

    /// <summary>The buyer got as far as the cashier, so it is probably paid.</summary>
    public bool SawCashier { get; set; }

    public bool WasShipped { get; set; }

    public bool WasReceived { get; set; }
}
