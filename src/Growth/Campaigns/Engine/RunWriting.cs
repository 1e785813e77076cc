using Banyan.Engines.Commit;
using Banyan.Growth.Campaigns.Contracts;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>Writes a run, its members and the act that changed it.</summary>
internal static class RunWriting
{
    private const int MaxEffectsLength = 400;

    public static Run Write(
        World world,
        Play play,
        CampaignVersion version,
        ICampaignKind kind,
        IRunState state,
        IReadOnlyList<Effect> effects
    )
    {
        var size = kind.SizeOf(kind.ReadConfig(version.Config), state);
        var before = world.One(RunRows.ById, play.ShopId, play.RunId);
        var run = (before ?? NewRun(play, version)) with
        {
            Status = state.Status,
            State = kind.WriteRun(state),
            Total = size.Total,
            Taken = size.Taken,
        };
        if (effects.OfType<Effect.WakeAt>().LastOrDefault() is { } wake)
        {
            run = run with { DeadlineAt = wake.At };
        }

        if (effects.OfType<Effect.Publish>().Any())
        {
            run = run with { PublishedAt = play.At };
        }

        run = run.Status == RunStatus.Open ? run with { EndedAt = null } : run with { DeadlineAt = null, EndedAt = run.EndedAt ?? play.At };
        if (run != before)
        {
            world.Put(run);
        }

        WriteMembers(world, play, version, kind.Participants(state));
        WriteAct(world, play, version, run, effects);
        return run;
    }

    private static Run NewRun(Play play, CampaignVersion version) =>
        new()
        {
            ShopId = play.ShopId,
            Id = play.RunId,
            CampaignId = version.CampaignId,
            VersionNo = version.No,
            Kind = version.Kind,
            OwnerMemberId = play.Actor?.MemberId ?? throw new InvalidOperationException("A run is begun by somebody."),
            Status = RunStatus.Open,
            State = "",
            Total = 0,
            Taken = 0,
            StartedAt = play.At,
        };

    private static void WriteMembers(World world, Play play, CampaignVersion version, IReadOnlyList<Participant> participants)
    {
        var known = world.Many(RunRows.MembersOf, play.ShopId, play.RunId).ToDictionary(member => member.MemberId);
        foreach (var participant in participants)
        {
            var before = known.GetValueOrDefault(participant.MemberId);
            var after = before is null
                ? NewMember(world, play, version, participant)
                : before with
                {
                    Role = participant.Role,
                    State = participant.State,
                    OrderId = participant.OrderId,
                    IsNew = participant.IsNew,
                    At = participant.At,
                };
            if (after != before)
            {
                world.Put(after);
            }
        }
    }

    private static RunMember NewMember(World world, Play play, CampaignVersion version, Participant participant) =>
        new()
        {
            ShopId = play.ShopId,
            Id = world.NextId(),
            RunId = play.RunId,
            CampaignId = version.CampaignId,
            MemberId = participant.MemberId,
            Role = participant.Role,
            State = participant.State,
            OrderId = participant.OrderId,
            IsNew = participant.IsNew,
            At = participant.At,
        };

    private static void WriteAct(World world, Play play, CampaignVersion version, Run run, IReadOnlyList<Effect> effects)
    {
        var names = string.Join(' ', effects.Select(effect => "+" + effect.GetType().Name));
        world.Put(
            new RunAct
            {
                ShopId = play.ShopId,
                Id = world.NextId(),
                RunId = play.RunId,
                CampaignId = version.CampaignId,
                Type = play.ActType,
                MemberId = play.Actor?.MemberId,
                OrderId = play.Order?.OrderId,
                At = play.At,
                Payload = play.Payload?.GetRawText(),
                Seed = play.Seed,
                Status = run.Status,
                Effects = names.Length > MaxEffectsLength ? names[..MaxEffectsLength] : names,
            }
        );
    }
}
