using System.Collections.Concurrent;
using System.Text.Json;
using Banyan.Commerce.AfterSales;
using Banyan.Commerce.Carts.Contracts;
using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Freight;
using Banyan.Commerce.Members;
using Banyan.Commerce.Members.Contracts;
using Banyan.Commerce.Orders;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Commerce.Payments;
using Banyan.Commerce.Payments.Contracts;
using Banyan.Commerce.Pricing;
using Banyan.Commerce.Pricing.Contracts;
using Banyan.Commerce.Shops;
using Banyan.Commerce.Shops.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Banyan.Engines.Quota;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Growth.Campaigns.Engine;
using Banyan.Growth.Campaigns.Kinds.GroupBuy;
using Banyan.Kernel;
using Banyan.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Growth.Tests.Campaigns.Engine;

/// <summary>
/// A shop with one SKU, real orders, payments and refunds on a real database, and campaigns. Only the payment channel is played.
/// </summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    public static readonly Id Sku = new(5001);
    public static readonly Id Product = new(4001);
    private static readonly Address Home = new("王芳", "13800000000", "浙江省", "杭州市", "西湖区", "文三路 1 号");
    private readonly EngineFixture engine;
    private int payments;

    private StoreFixture(EngineFixture engine, Id shop) => (this.engine, Shop) = (engine, shop);

    public Id Shop { get; }

    public TestClock Clock => engine.Clock;

    public static async Task<StoreFixture> Create(Database kind, params ICampaignKind[] moreKinds)
    {
        IModule[] modules =
        [
            new ShopsModule(),
            new MembersModule(),
            new FreightModule(),
            new PricingModule(),
            new OrderModule(),
            new PaymentModule(),
            new AfterSalesModule(),
            new CampaignsModule(),
        ];
        var engine = await EngineFixture.Create(
            kind,
            services =>
            {
                services.AddDataProtection().UseEphemeralDataProtectionProvider();
                services.AddSingleton<ISkuLookup, OneSku>();
                services.AddSingleton<ICartLines, NoCart>();
                services.AddSingleton<IPaymentChannel, PlayedChannel>();
                foreach (var module in modules)
                {
                    module.AddServices(services);
                }

                foreach (var more in moreKinds)
                {
                    services.AddSingleton(more);
                }
            }
        );
        var opened = await engine.Get<IOpenShop>().Open("tree", ShopSettings.New("榕树小店") with { FreightFen = Fen.Zero }, default);
        var shop = new StoreFixture(engine, opened.Value);
        await shop.Stock(1_000_000);
        return shop;
    }

    public T Get<T>()
        where T : notnull => engine.Get<T>();

    public async Task<BanyanDb> Db() => await Get<IDbContextFactory<BanyanDb>>().OpenFor(Shop);

    public Task<IReadOnlyList<string>> Differences() => engine.Differences();

    public Task Drain() => Get<Pump>().Drain(CancellationToken.None);

    public async Task Stock(long pieces) =>
        await engine.Commit.Exclusive<Done>(
            Shop,
            db =>
            {
                db.Add(
                    new Pool
                    {
                        ShopId = Shop,
                        Key = SkuFacts.StockPool(Sku),
                        Total = pieces,
                    }
                );
                return Task.FromResult<Result<Done>>(Done.Yes);
            }
        );

    /// <summary>A published group buy that runs now.</summary>
    public Task<Id> GroupBuy(GroupBuyConfig config, int days = 7) =>
        Campaign("group_buy", config with { ProductId = Product }, Clock.GetUtcNow().AddMinutes(-1), Clock.GetUtcNow().AddDays(days));

    public async Task<Id> Campaign<TConfig>(string kind, TConfig config, DateTimeOffset from, DateTimeOffset to)
    {
        var staff = new StaffCaller(Shop, new Id(1), "店主");
        await using var scope = engine.Get<IServiceScopeFactory>().CreateAsyncScope();
        var body = new CampaignInput(kind, "三人团", from, to, JsonSerializer.SerializeToElement(config, JsonColumns.Options));
        var created = await scope.ServiceProvider.GetRequiredService<CampaignDesk>().Create(staff, body, default);
        var id = created.ShouldBeOfType<Ok<ConsoleCampaign>>().Value!.Id;
        (await Publish(id)).Refusal.ShouldBeNull();
        return id;
    }

    public async Task Edit(Id campaignId, GroupBuyConfig config)
    {
        var staff = new StaffCaller(Shop, new Id(1), "店主");
        await using var scope = engine.Get<IServiceScopeFactory>().CreateAsyncScope();
        var element = JsonSerializer.SerializeToElement(config with { ProductId = Product }, JsonColumns.Options);
        var body = new CampaignInput(null, "三人团", Clock.GetUtcNow().AddMinutes(-1), Clock.GetUtcNow().AddDays(7), element);
        var edited = await scope.ServiceProvider.GetRequiredService<CampaignDesk>().Edit(staff, campaignId, body, default);
        edited.ShouldBeOfType<Ok<ConsoleCampaign>>();
    }

    public Task<Result<int>> Publish(Id campaignId) => Get<Publishing>().Publish(Shop, campaignId, "店主", null, default);

    public async Task<Result<Id>> Place(Id member, OfferRef offer, int quantity = 1)
    {
        await using var scope = engine.Get<IServiceScopeFactory>().CreateAsyncScope();
        var wish = new OrderWish(Shop, member, [new QuoteLineInput(Sku, quantity, offer.ToString())], Home);
        return (await scope.ServiceProvider.GetRequiredService<IPlaceOrder>().Place(wish, default)).Map(placed => placed.Id);
    }

    public async Task<Id> MustPlace(Id member, OfferRef offer, int quantity = 1)
    {
        var placed = await Place(member, offer, quantity);
        placed.Refusal.ShouldBeNull();
        return placed.Value;
    }

    public async Task<Result<PaymentUse>> Pay(Id orderId)
    {
        await using var db = await Db();
        var part = await db.Set<PaymentPart>().AsNoTracking().SingleAsync(part => part.OrderId == orderId);
        var transaction = $"T{Interlocked.Increment(ref payments)}";
        var notice = new PaymentNotice(part.OutTradeNo, transaction, part.AmountFen, Clock.GetUtcNow(), "wechat");
        return await Get<IPaymentConfirmation>().Confirm(notice, default);
    }

    public async Task<Order> Order(Id orderId)
    {
        await using var db = await Db();
        return await db.Set<Order>().AsNoTracking().SingleAsync(order => order.Id == orderId);
    }

    public async Task<Run> RunOf(Id orderId)
    {
        var source = (await Order(orderId)).SourceRef!;
        await using var db = await Db();
        var runId = Id.Parse(source["run:".Length..], null);
        return await db.Set<Run>().AsNoTracking().SingleAsync(run => run.Id == runId);
    }

    /// <summary>Starts a team and pays for its leader.</summary>
    public async Task<(Id Order, OfferRef Offer)> OpenTeam(Id campaignId, Id leader)
    {
        var order = await MustPlace(leader, new OfferRef(campaignId, null));
        (await Pay(order)).Value.ShouldBe(PaymentUse.Applied);
        return (order, new OfferRef(campaignId, (await RunOf(order)).Id));
    }

    /// <param name="member">0: a visitor.</param>
    public Visitor Viewer(long member) => new(Shop, new Id(member));

    public MemberCaller Member(long member) => new(Shop, new Id(member));

    public CampaignPages Pages() =>
        new(
            Get<IDbContextFactory<BanyanDb>>(),
            Get<CampaignKinds>(),
            Get<CampaignCards>(),
            Get<LiveCampaigns>(),
            Get<CampaignReads>(),
            Get<ISkuLookup>(),
            new EmptyShelf(),
            Get<IMemberLookup>(),
            Clock
        );

    public Task Add(object row) =>
        engine.Commit.Exclusive<Done>(
            Shop,
            db =>
            {
                db.Add(row);
                return Task.FromResult<Result<Done>>(Done.Yes);
            }
        );

    public async Task<int> Count<TRow>()
        where TRow : class
    {
        await using var db = await Db();
        return await db.Set<TRow>().CountAsync();
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private sealed class OneSku(IDbContextFactory<BanyanDb> factory) : ISkuLookup
    {
        public async Task<IReadOnlyDictionary<Id, SkuFacts>> Find(Id shopId, IReadOnlyCollection<Id> skuIds, CancellationToken cancellation)
        {
            await using var db = await factory.OpenFor(shopId, cancellation);
            var stock = await db.Set<Pool>().AsNoTracking().SingleAsync(pool => pool.Key == SkuFacts.StockPool(Sku), cancellation);
            return skuIds
                .Where(id => id == Sku)
                .ToDictionary(
                    id => id,
                    id => new SkuFacts(
                        id,
                        Product,
                        new Id(3001),
                        "正山小种",
                        "250 克",
                        "/files/tea.svg",
                        new Fen(12800),
                        null,
                        true,
                        stock.Left,
                        null,
                        250
                    )
                );
        }
    }

    /// <summary>Product cards are the catalog's; here there are none.</summary>
    private sealed class EmptyShelf : ICatalogReader
    {
        public Task<IReadOnlyList<ProductCard>> Cards(
            CatalogViewer viewer,
            IReadOnlyCollection<Id> productIds,
            CancellationToken cancellation
        ) => Task.FromResult<IReadOnlyList<ProductCard>>([]);

        public Task<IReadOnlyList<ProductCard>> Top(
            CatalogViewer viewer,
            ProductSort sort,
            Id? categoryId,
            int count,
            CancellationToken cancellation
        ) => throw new NotSupportedException();

        public Task<IReadOnlyList<IReadOnlyList<ProductCard>>> Tops(
            CatalogViewer viewer,
            IReadOnlyList<ProductSort> sorts,
            int count,
            CancellationToken cancellation
        ) => throw new NotSupportedException();

        public Task<IReadOnlyList<CategoryView>> Categories(Id shopId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<Id, ProductFacts>> Products(
            Id shopId,
            IReadOnlyCollection<Id> productIds,
            CancellationToken cancellation
        ) => throw new NotSupportedException();

        public Task<IReadOnlyList<SkuFacts>> SkusOf(Id shopId, Id productId, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }

    private sealed class NoCart : ICartLines
    {
        public Task Remove(Id shopId, Id memberId, IReadOnlyCollection<Id> skuIds, CancellationToken cancellation) => Task.CompletedTask;

        public Task<Refusal?> Put(Id shopId, Id memberId, Id skuId, int quantity, CancellationToken cancellation) =>
            Task.FromResult<Refusal?>(null);
    }

    private sealed class PlayedChannel(TimeProvider clock) : IPaymentChannel
    {
        private readonly ConcurrentDictionary<string, Fen> refunds = [];

        public string Name => "wechat";

        public Task<Result<string>> Prepay(PrepayOrder order, CancellationToken cancellation) => throw new NotSupportedException();

        public ClientPayment Sign(string prepayId, DateTimeOffset at) => throw new NotSupportedException();

        public Task<PaymentNotice?> Query(string outTradeNo, CancellationToken cancellation) => Task.FromResult<PaymentNotice?>(null);

        public Task<bool> Close(string outTradeNo, CancellationToken cancellation) => Task.FromResult(true);

        public Task<RefundNotice> Refund(ChannelRefund refund, CancellationToken cancellation)
        {
            refunds[refund.OutRefundNo] = refund.AmountFen;
            return Task.FromResult(
                new RefundNotice(refund.OutRefundNo, "C" + refund.OutRefundNo, ChannelRefundState.Succeeded, clock.GetUtcNow())
            );
        }

        public Task<RefundNotice?> QueryRefund(string outRefundNo, CancellationToken cancellation) => throw new NotSupportedException();

        public Result<PaymentNotice> OpenPaymentNotice(ChannelMessage message) => throw new NotSupportedException();

        public Result<RefundNotice> OpenRefundNotice(ChannelMessage message) => throw new NotSupportedException();
    }
}
