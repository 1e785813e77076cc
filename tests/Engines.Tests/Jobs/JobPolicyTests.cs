using Banyan.Engines.Jobs;

namespace Banyan.Engines.Tests.Jobs;

public sealed class JobPolicyTests
{
    [Fact]
    public void Pauses_double_until_the_longest_one()
    {
        var policy = new JobPolicy(12, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Enumerable.Range(0, 6).Select(failed => policy.PauseAfter(failed).TotalSeconds).ShouldBe([1, 2, 4, 8, 10, 10]);
    }

    [Fact]
    public void A_job_that_is_tried_for_ever_never_waits_longer_than_its_longest_pause() =>
        (JobPolicy.Default with { MaxAttempts = int.MaxValue }).PauseAfter(1_000_000).ShouldBe(JobPolicy.Default.MaxPause);
}
