// Planted on purpose: two modules in a circle, and one that reaches past the other's Contracts.
namespace Banyan.Planted.Alpha
{
    internal sealed class Intruder
    {
        public string Look() => new Beta.Inner().ToString() + new Contracts.AlphaSays();
    }
}

namespace Banyan.Planted.Alpha.Contracts
{
    internal sealed record AlphaSays;
}

namespace Banyan.Planted.Beta
{
    internal sealed record Inner
    {
        public Alpha.Contracts.AlphaSays? Heard { get; init; }
    }
}
