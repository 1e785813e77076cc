using Banyan.Commerce.Catalog.Contracts;
using Banyan.Commerce.Courses.Books;
using Banyan.Commerce.Orders.Contracts;
using Banyan.Engines.Doctor;
using Banyan.Engines.Jobs;
using Banyan.Engines.Modules;
using Banyan.Engines.Storage;
using Banyan.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Courses;

/// <summary>Courses and paid content: written by staff, opened by orders, rewards and staff, taken by members.</summary>
public sealed class CoursesModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ICourseShelf, CourseShelf>();
        services.AddSingleton<IOrderParticipant, OrderCourses>();
        services.AddSingleton<IDeadlineSource, CourseDeliveries>();
        services.AddSingleton<IBookCheck, EntitlementsFollowOrders>();
        services.AddScoped<CourseDesk>();
    }

    public void MapShop(IEndpointRouteBuilder api)
    {
        TakeCourses.Map(api);
        KeepProgress.Map(api);
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        StaffCourses.Map(api);
        SaveCourse.Map(api);
        CourseHolders.Map(api);
    }
}

internal sealed class CourseShelf(IDbContextFactory<BanyanDb> factory) : ICourseShelf
{
    public async Task<bool> Has(Id shopId, Id courseId, CancellationToken cancellation)
    {
        await using var db = await factory.OpenFor(shopId, cancellation);
        return await db.Set<Contracts.Course>().AnyAsync(course => course.Id == courseId, cancellation);
    }
}
