using Banyan.Engines.Nodes;
using Microsoft.AspNetCore.DataProtection;

namespace Banyan.Host.Auth;

/// <summary>
/// The framework's data protection on our own seal: one master key for all nodes, and no ring of keys on each machine's disk.
/// </summary>
internal sealed class SealedProtection(Seal seal, string purpose) : IDataProtector
{
    public SealedProtection(Seal seal)
        : this(seal, "protection") { }

    private readonly string own = purpose;

    public IDataProtector CreateProtector(string purpose) => new SealedProtection(seal, $"{own}\n{purpose}");

    public byte[] Protect(byte[] plaintext) => Convert.FromBase64String(seal.Close(own, plaintext));

    public byte[] Unprotect(byte[] protectedData) => seal.Open(own, Convert.ToBase64String(protectedData));
}
