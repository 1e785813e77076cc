using Banyan.Engines.Storage;

namespace Banyan.Simulation.Faults;

internal enum CutMoment
{
    BeforeStatement,
    BeforeCommit,
    AfterCommit,
}

/// <summary>The power is gone.</summary>
public sealed class PowerCutException : Exception
{
    public PowerCutException()
        : base("The power is gone.") { }

    public PowerCutException(string message)
        : base(message) { }

    public PowerCutException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>
/// Cuts the power of one life of the program at a chosen moment. Once it is cut nothing reaches the database any more, so whatever the
/// program still does in memory is as lost as it would be in a real crash.
/// </summary>
internal sealed class Fuse
{
    private readonly Lock gate = new();
    private CutMoment moment;
    private int left;
    private volatile bool isBlown;

    public bool IsBlown => isBlown;

    public void InstallIn(SqlGateway gateway)
    {
        gateway.BeforeStatement = _ => Pass(CutMoment.BeforeStatement);
        gateway.BeforeCommit = () => Pass(CutMoment.BeforeCommit);
        gateway.AfterCommit = () => Pass(CutMoment.AfterCommit);
    }

    /// <param name="nth">At the how-manieth such moment from now on, from 1.</param>
    public void BlowAt(CutMoment when, int nth)
    {
        lock (gate)
        {
            (moment, left) = (when, nth);
        }
    }

    public void Disarm() => BlowAt(CutMoment.BeforeStatement, 0);

    private void Pass(CutMoment now)
    {
        lock (gate)
        {
            if (!isBlown && left > 0 && moment == now)
            {
                isBlown = --left == 0;
            }
        }

        if (isBlown)
        {
            throw new PowerCutException();
        }
    }
}
