using System.Collections.Concurrent;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Http;
using Banyan.Host.Demo.Pictures;
using Banyan.Kernel;

namespace Banyan.Host.Demo.Seed;

/// <summary>One of the two shops while it is being filled: its staff, its catalog, and how to speak as whom.</summary>
internal sealed class SeedShop(SeedCaller caller, IServiceProvider services, ShopContent content)
{
    private readonly ISessions sessions = services.GetRequiredService<ISessions>();
    private readonly Dictionary<string, Id> staff = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeedProduct> products = new(StringComparer.Ordinal);

    public SeedCaller Caller => caller;

    public string Slug => content.Slug;

    public Id Id { get; private set; }

    /// <summary>Where orders can be fetched.</summary>
    public List<string> Stores { get; } = [];

    public ConcurrentDictionary<string, string> Campaigns { get; } = new(StringComparer.Ordinal);

    public SeedProduct Product(string slug) => products[slug];

    public string Category(string name) => categories[name];

    /// <summary>The token of somebody with this role, or of the owner where nobody has it.</summary>
    public string Staff(string role) =>
        sessions.Issue(new SessionSubject(SessionKind.Staff, Id, staff.GetValueOrDefault(role, staff[Roles.Owner]), Version: 0)).Token;

    /// <summary>Opens the shop with its staff.</summary>
    public async Task Open(string logo)
    {
        var settings = ShopSettings.New(content.Name) with
        {
            LogoUrl = DemoFiles.UrlOf(logo),
            Notice = content.Notice,
            ServicePhone = content.ServicePhone,
        };
        var opened = await services.GetRequiredService<IOpenShop>().Open(content.Slug, settings, default).ConfigureAwait(false);
        Id = opened.IsOk ? opened.Value : throw new SeedException($"The shop {content.Slug} was not opened: {opened.Refusal.En}");
        foreach (var person in content.Staff)
        {
            var member = new NewStaffMember(person.Login, person.Name, Bootstrap.DemoPassword, person.Roles);
            var added = await services.GetRequiredService<IAddStaff>().Add(Id, member, default).ConfigureAwait(false);
            staff[person.Roles[0]] = added.IsOk ? added.Value : throw new SeedException($"{person.Login}: {added.Refusal.En}");
        }
    }

    public async Task OpenStores()
    {
        foreach (var store in content.Stores ?? [])
        {
            var input = new
            {
                store.Name,
                store.Phone,
                store.Province,
                store.City,
                store.District,
                store.Detail,
                store.Hours,
                store.LngMicro,
                store.LatMicro,
                IsOpen = true,
                CanPickUp = true,
            };
            Stores.Add((await caller.Post("/api/console/stores", Staff(Roles.Owner), input).ConfigureAwait(false)).Text("id"));
        }
    }

    public async Task Stock(IReadOnlyList<CategoryContent> catalog, string folder)
    {
        var sort = 0;
        foreach (var category in catalog)
        {
            var input = new
            {
                category.Name,
                IconUrl = DemoFiles.UrlOf($"icon-{category.Icon}.svg"),
                Sort = ++sort * 10,
            };
            var made = await caller.Post("/api/console/categories", Staff(Roles.Owner), input).ConfigureAwait(false);
            categories[category.Name] = made.Text("id");
            var brand = await BrandOf(category, sort).ConfigureAwait(false);
            foreach (var goods in category.Goods)
            {
                products[goods.Slug] = await Shelve(goods, made.Text("id"), brand, folder).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes the named sets of goods that pages and links lead to.</summary>
    public async Task Group()
    {
        var sort = 0;
        foreach (var tag in (string[])["热卖", "新品", "伴手礼"])
        {
            var group = new
            {
                Name = tag + "专区",
                Sort = ++sort * 10,
                Tag = tag,
                ProductIds = Array.Empty<string>(),
            };
            await caller.Post("/api/console/goods-groups", Staff(Roles.Owner), group).ConfigureAwait(false);
        }
    }

    /// <summary>Each category of the demonstration comes from one house.</summary>
    private async Task<string> BrandOf(CategoryContent category, int sort)
    {
        var name = category.Name.Length > 2 ? category.Name[..2] + "坊" : category.Name + "坊";
        var made = await caller
            .Post(
                "/api/console/brands",
                Staff(Roles.Owner),
                new
                {
                    Name = "榕记·" + name,
                    LogoUrl = "",
                    Sort = sort * 10,
                }
            )
            .ConfigureAwait(false);
        return made.Text("id");
    }

    private static IReadOnlyList<string> TagsOf(GoodsContent goods) =>
        [
            .. (
                goods.Heat >= 7 ? (string[])["热卖"]
                : goods.Heat <= 3 ? ["新品"]
                : []
            ),
            .. (goods.Skus.Any(sku => sku.PriceFen is >= 5_000 and <= 20_000) ? (string[])["伴手礼"] : []),
        ];

    /// <summary>Hangs up the banners, once everything they lead to exists.</summary>
    public async Task Decorate()
    {
        var token = Staff(Roles.Owner);
        var settings = (await caller.Get("/api/console/settings", token).ConfigureAwait(false)).AsObject();
        settings["banners"] = System.Text.Json.JsonSerializer.SerializeToNode(
            content.Banners.Select(
                (banner, i) =>
                    new
                    {
                        imageUrl = DemoFiles.UrlOf(PictureSet.Banner(content.Slug, i + 1)),
                        title = banner.Title,
                        link = LinkOf(banner.Link),
                    }
            )
        );
        await caller.Put("/api/console/settings", token, settings).ConfigureAwait(false);
    }

    private string LinkOf(LinkContent link) =>
        link.Type switch
        {
            "campaign" => "campaign:" + Campaigns[link.To],
            "category" => "/pages/category/index?id=" + categories[link.To],
            _ => link.Type,
        };

    private async Task<SeedProduct> Shelve(GoodsContent goods, string categoryId, string brandId, string folder)
    {
        var input = new
        {
            goods.Name,
            goods.Subtitle,
            CategoryId = categoryId,
            Pictures = Enumerable.Range(1, 3).Select(number => DemoFiles.UrlOf(PictureSet.Picture(folder, goods.Slug, number))),
            DetailHtml = goods.DetailHtml(),
            goods.Specs,
            Skus = goods.Skus.Select(
                (sku, i) =>
                    new
                    {
                        SpecValues = sku.Values,
                        sku.PriceFen,
                        CrossedPriceFen = sku.CrossedFen,
                        CostFen = sku.PriceFen * 56 / 100,
                        sku.Stock,
                        sku.WeightGrams,
                        Barcode = Barcode(goods.Slug, i),
                        ImageUrl = (string?)null,
                    }
            ),
            LimitPerOrder = (int?)null,
            Sort = goods.Heat * 10,
            OnShelf = true,
            Rates = (object?)null,
            BrandId = brandId,
            Tags = TagsOf(goods),
            Promises = new[] { "七天无理由退货", "48小时内发货", "正品保证" },
            Keywords = goods.Slogan.Length > 40 ? "" : goods.Slogan,
            StockAlarm = 20,
            CrossedBasis = goods.Skus.Any(sku => sku.CrossedFen is not null) ? "品牌官方指导价" : null,
        };
        var made = await caller.Post("/api/console/products", Staff(Roles.Owner), input).ConfigureAwait(false);
        return new SeedProduct(made.Text("id"), [.. made.List("skus").Select(sku => sku!.Text("id"))]);
    }

    /// <summary>Thirteen digits of the range that shops use inside the house (2…), with the right check digit.</summary>
    private static string Barcode(string slug, int sku)
    {
        var number = slug.Aggregate(7L, (hash, letter) => (hash * 31 + letter) % 10_000_000_000);
        var digits = FormattableString.Invariant($"2{number:0000000000}{sku % 10}");
        var sum = digits.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum();
        return digits + (char)('0' + (10 - sum % 10) % 10);
    }
}

internal sealed record SeedProduct(string Id, IReadOnlyList<string> Skus);
