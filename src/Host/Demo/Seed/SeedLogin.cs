using System.Security.Cryptography;
using System.Text;
using Banyan.Commerce.Members.Contracts;
using Banyan.Kernel;

namespace Banyan.Host.Demo.Seed;

/// <summary>Stands where WeChat's login stands while the past is written: names people as the sandbox will name them later.</summary>
internal sealed class SeedLogin : IWeChatLogin
{
    public const string PersonaPrefix = "persona:";
    public const string PhonePrefix = "phone:";
    private const int OpenIdLength = 27;

    public Task<Result<WeChatIdentity>> Identify(Id shopId, string code, CancellationToken cancellation) =>
        Task.FromResult<Result<WeChatIdentity>>(new WeChatIdentity(OpenIdOf(code), UnionId: null));

    public Task<Result<string>> PhoneOf(Id shopId, string code, CancellationToken cancellation) =>
        Task.FromResult<Result<string>>(code[PhonePrefix.Length..]);

    /// <summary>The sandbox's rule: the same persona always has the same openid.</summary>
    public static string OpenIdOf(string code)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
        return "o" + hash.Replace('+', '-').Replace('/', '_')[..OpenIdLength];
    }
}
