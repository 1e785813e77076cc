using System.Text.Json;

namespace Banyan.Kernel.Tests;

public class IdSourceTests
{
    [Fact]
    public void Ids_rise_even_when_the_clock_goes_back()
    {
        var clock = new BackwardsClock();
        var source = new IdSource(clock, 3);
        var ids = Enumerable.Range(0, 20_000).Select(_ => source.Next()).ToList();
        ids.ShouldBe(ids.Order());
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Fact]
    public void Two_nodes_never_make_the_same_id()
    {
        var clock = new BackwardsClock();
        var (a, b) = (new IdSource(clock, 1), new IdSource(clock, 2));
        var ids = Enumerable.Range(0, 5_000).SelectMany(_ => new[] { a.Next(), b.Next() }).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Fact]
    public void An_id_is_a_string_in_json()
    {
        JsonSerializer.Serialize(new Id(9007199254740993)).ShouldBe("\"9007199254740993\"");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Id>("\"12x\""));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Id>("12"));
    }

    private sealed class BackwardsClock : TimeProvider
    {
        private long calls;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000 - calls++);
    }
}
