using Banyan.Commerce.Members.Contracts;
using Banyan.Engines.Http;
using Banyan.Engines.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Commerce.Members;

/// <summary>People in a shop: login by WeChat, profile, phone, addresses.</summary>
public sealed class MembersModule : IModule
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PhoneVault>();
        services.AddScoped<MemberEntrance>();
        services.AddSingleton<IMemberLookup, MemberLookup>();
        services.AddSingleton<IAddressBook, AddressBook>();
        services.AddSingleton<ISessionDirectory, MemberSessions>();
        services.AddScoped<Standings>();
        services.AddScoped<MemberMirror>();
        services.AddScoped<MemberLogin>();
        services.AddScoped<PhoneDesk>();
        services.AddScoped<AddressDesk>();
        services.AddScoped<MemberCards>();
        services.AddScoped<MemberFile>();
    }

    public void MapShop(IEndpointRouteBuilder api)
    {
        OpenSession.Map(api);
        SignOut.Map(api);
        GetMe.Map(api);
        ChangeProfile.Map(api);
        BindPhone.Map(api);
        ListAddresses.Map(api);
        SaveAddress.Map(api);
        RemoveAddress.Map(api);
    }

    public void MapConsole(IEndpointRouteBuilder api)
    {
        ListMembers.Map(api);
        GetMember.Map(api);
    }
}
