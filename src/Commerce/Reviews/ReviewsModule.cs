using Banyan.Commerce.Reviews.Books;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Reviews;

/// <summary>What buyers say about what they received, and what the shop answers.</summary>
public sealed class ReviewsModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ReviewViews>();
        services.AddScoped<ReviewDesk>();
        services.AddSingleton<IJobHandler, TellReviewWritten>();
        services.AddSingleton<IBookCheck, RatingsFollowReviews>();
    }

    public void MapShop(IEndpointRouteBuilder api)
    {
        WriteReviews.Map(api);
        AppendReview.Map(api);
        ListOwnReviews.Map(api);
        ListProductReviews.Map(api);
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        StaffReviews.Map(api);
        EditReviews.Map(api);
    }
}
