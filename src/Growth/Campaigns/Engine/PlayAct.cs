using Banyan.Engines.Commit;
using Banyan.Engines.Storage;
using Banyan.Growth.Campaigns.Contracts;
using Banyan.Kernel;

namespace Banyan.Growth.Campaigns.Engine;

/// <summary>An act on a run that is not about an order: somebody's own, a deadline, a stop.</summary>
internal sealed class PlayAct(RunEngine engine, Play play) : Act<PlayAnswer>
{
    public override void Need(Stage stage, World world, Needs needs) => engine.Need(play, stage, world, needs);

    public override Result<PlayAnswer> Decide(World world)
    {
        var run = world.One(RunRows.ById, ShopId, play.RunId);
        if (play.ActType == ActTypes.Deadline && !(run?.DeadlineAt <= At))
        {
            // Another node was faster, or the run has got another deadline.
            return new PlayAnswer(play.RunId, false);
        }

        return engine.Apply(play, world).Map(outcome => new PlayAnswer(play.RunId, outcome.OffersCheckout));
    }
}

/// <param name="RunId">Of the first answer, when a request comes twice.</param>
internal sealed record PlayAnswer(Id RunId, bool OffersCheckout);
