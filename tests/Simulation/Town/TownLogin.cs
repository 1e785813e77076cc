using Banyan.Commerce.Members.Contracts;
using Banyan.Kernel;

namespace Banyan.Simulation.Town;

/// <summary>WeChat's login as the town knows it: a code is a name, and a name is always the same person.</summary>
internal sealed class TownLogin : IWeChatLogin
{
    public Task<Result<WeChatIdentity>> Identify(Id shopId, string code, CancellationToken cancellation) =>
        Task.FromResult<Result<WeChatIdentity>>(new WeChatIdentity("o" + code, UnionId: null));

    public Task<Result<string>> PhoneOf(Id shopId, string code, CancellationToken cancellation) => Task.FromResult<Result<string>>(code);
}
