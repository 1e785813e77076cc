using System.Reflection;

namespace Banyan.Host;

internal static class ProgramVersion
{
    /// <summary>As in <c>0.1.0</c>, without the commit that the build puts behind it.</summary>
    public static string Text { get; } =
        (typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split(
            '+'
        )[0];
}
