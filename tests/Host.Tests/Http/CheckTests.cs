using Banyan.Engines.Http;
using Banyan.Kernel;

namespace Banyan.Host.Tests.Http;

public sealed class CheckTests
{
    private sealed record Item(string Name, Fen PriceFen);

    private sealed record Order(string Title, Item First, IReadOnlyList<Item> Items);

    [Fact]
    public void Fields_are_named_as_they_are_written_in_JSON()
    {
        var body = new Order("", new Item("", new Fen(5)), [new Item("ok", new Fen(1)), new Item("", new Fen(9))]);
        var refusal = Check
            .Body()
            .Text(body.Title, 1, 10)
            .Text(body.First.Name, 1, 10)
            .Each(body.Items, (check, item) => check.Text(item.Name, 1, 5).Money(item.PriceFen, Fen.Zero, new Fen(5)))
            .ToRefusal();
        refusal!.Fields!.Keys.ShouldBe(["title", "first.name", "items[1].name", "items[1].priceFen"]);
    }

    [Theory]
    [InlineData("/files/a.png", true)]
    [InlineData("https://cdn.example/a.png", true)]
    [InlineData("http://cdn.example/a.png", false)]
    [InlineData("//cdn.example/a.png", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/\\evil", false)]
    public void Pictures_are_ours_or_come_over_https(string address, bool good) => Check.Body().Picture(address).IsOk.ShouldBe(good);

    [Theory]
    [InlineData("13800000000", true)]
    [InlineData("1380000000", false)]
    [InlineData("23800000000", false)]
    [InlineData("1380000000x", false)]
    public void Phones_have_eleven_digits(string phone, bool good) => Check.Body().Phone(phone).IsOk.ShouldBe(good);

    [Fact]
    public void A_text_is_counted_in_characters_as_people_see_them() => Check.Body().Text("榕树👨‍👩‍👧", 1, 3, "name").IsOk.ShouldBeTrue();

    [Fact]
    public void Nothing_wrong_is_no_refusal() => Check.Body().Number(5, 1, 5, "n").ToRefusal().ShouldBeNull();
}
