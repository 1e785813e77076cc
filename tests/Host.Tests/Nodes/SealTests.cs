using System.Security.Cryptography;
using System.Text;
using Banyan.Engines.Nodes;

namespace Banyan.Host.Tests.Nodes;

public sealed class SealTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret");
    private readonly Seal seal = new(new byte[32]);

    [Fact]
    public void What_was_sealed_can_be_opened_and_looks_different_each_time()
    {
        var (one, two) = (seal.Close("keys", Secret), seal.Close("keys", Secret));
        one.ShouldNotBe(two);
        seal.Open("keys", one).ShouldBe(Secret);
    }

    [Fact]
    public void Another_purpose_or_another_master_key_opens_nothing()
    {
        var box = seal.Close("keys", Secret);
        Should.Throw<CryptographicException>(() => seal.Open("phones", box));
        Should.Throw<CryptographicException>(() => new Seal([.. Enumerable.Repeat((byte)1, 32)]).Open("keys", box));
    }

    [Fact]
    public void A_changed_box_is_noticed()
    {
        var bytes = Convert.FromBase64String(seal.Close("keys", Secret));
        bytes[14] ^= 1;
        Should.Throw<CryptographicException>(() => seal.Open("keys", Convert.ToBase64String(bytes)));
    }
}
