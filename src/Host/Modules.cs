using Banyan.Commerce.Accounting;
using Banyan.Commerce.AfterSales;
using Banyan.Commerce.Carts;
using Banyan.Commerce.Catalog;
using Banyan.Commerce.Courses;
using Banyan.Commerce.Files;
using Banyan.Commerce.Finance;
using Banyan.Commerce.Freight;
using Banyan.Commerce.Members;
using Banyan.Commerce.OrderDesk;
using Banyan.Commerce.Orders;
using Banyan.Commerce.Payments;
using Banyan.Commerce.Pricing;
using Banyan.Commerce.Reviews;
using Banyan.Commerce.Shops;
using Banyan.Commerce.Staff;
using Banyan.Commerce.Stores;
using Banyan.Commerce.Wallet;
using Banyan.Engines.Modules;
using Banyan.Growth.Analytics;
using Banyan.Growth.Campaigns;
using Banyan.Growth.Coupons;
using Banyan.Growth.Distribution;
using Banyan.Growth.Levels;
using Banyan.Growth.Pages;
using Banyan.Growth.Points;
using Banyan.Growth.Recommendations;
using Banyan.Growth.Rewards;
using Banyan.Growth.Sharing;
using Banyan.Host.Clock;
using Banyan.Host.Demo;
using Banyan.Host.Upkeep;

namespace Banyan.Host;

/// <summary>Everything the product is made of, one line each.</summary>
internal static class Modules
{
    public static readonly IReadOnlyList<IModule> All =
    [
        new ShopsModule(),
        new StaffModule(),
        new MembersModule(),
        new CatalogModule(),
        new CartsModule(),
        new FilesModule(),
        new FreightModule(),
        new PricingModule(),
        new OrderModule(),
        new PaymentModule(),
        new AfterSalesModule(),
        new OrderDeskModule(),
        new ReviewsModule(),
        new StoresModule(),
        new CoursesModule(),
        new AccountingModule(),
        new FinanceModule(),
        new WalletModule(),
        new RewardsModule(),
        new LevelsModule(),
        new PointsModule(),
        new CouponsModule(),
        new SharingModule(),
        new DistributionModule(),
        new CampaignsModule(),
        new PagesModule(),
        new RecommendationsModule(),
        new AnalyticsModule(),
        new ClockModule(),
        new UpkeepModule(),
        new DemoFiles(),
    ];
}
