namespace Banyan.Host.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Options_are_read_as_help_says()
    {
        var options = HostOptions.Parse(["migrate", "--port", "6000", "--db", "Host=x", "--no-demo"], demoByDefault: true);
        (options.Verb, options.Port, options.EffectiveSandboxPort, options.Postgres, options.Demo).ShouldBe(
            ("migrate", 6000, 6001, "Host=x", false)
        );
        HostOptions.Parse([], demoByDefault: false).Verb.ShouldBe("serve");
    }

    [Theory]
    [InlineData("--port", "zero")]
    [InlineData("--port", "0")]
    [InlineData("--port")]
    [InlineData("--unknown", "x")]
    [InlineData("serve", "again")]
    [InlineData("--db", "--demo")]
    public void What_cannot_be_meant_is_refused(params string[] args) =>
        Should.Throw<StartupException>(() => HostOptions.Parse(args, demoByDefault: false));
}
