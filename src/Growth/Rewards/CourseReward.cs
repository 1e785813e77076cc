using Banyan.Commerce.Courses.Contracts;
using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Growth.Rewards.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Rewards;

/// <summary>Opens a course to a member; the amount is how many times its length.</summary>
internal sealed class CourseReward : IRewardHandler
{
    public string Kind => "course";

    public Sentence Label { get; } = new("课程", "Course");

    public void Need(Stage stage, RewardGrant grant, World world, Needs needs)
    {
        if (grant.Reward.RefId is { } course)
        {
            Entitlements.Need(stage, grant.ShopId, grant.MemberId, course, needs);
        }
    }

    public Refusal? Give(RewardGrant grant, World world, DateTimeOffset at)
    {
        if (grant.Reward.RefId is not { } course)
        {
            return Refusal.NotFound;
        }

        var opened = new CourseGrant(grant.ShopId, grant.MemberId, course, grant.SourceType, grant.SourceId, grant.Why)
        {
            Times = (int)Math.Min(grant.Reward.Amount, int.MaxValue),
        };
        return Entitlements.Give(world, opened, at);
    }
}
