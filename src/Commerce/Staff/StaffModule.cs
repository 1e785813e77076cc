using Banyan.Commerce.Staff.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Staff;

public sealed class StaffModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Passwords>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<LogInStaff>();
        services.AddSingleton<StaffMeView>();
        services.AddSingleton<EditStaff>();
        services.AddSingleton<AddStaff>();
        services.AddSingleton<IAddStaff>(s => s.GetRequiredService<AddStaff>());
        services.AddSingleton<ISessionDirectory, StaffSessions>();
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        LogInStaff.Map(api);
        EndStaffSessions.Map(api);
        StaffMeView.Map(api);
        ChangeOwnPassword.Map(api);
        ListStaff.Map(api);
        AddStaff.Map(api);
        EditStaff.Map(api);
    }
}
