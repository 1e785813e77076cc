namespace Banyan.Engines.Commit;

/// <summary>The connection broke at COMMIT and nobody could say in time whether it happened.</summary>
internal sealed class OutcomeUnknownException : Exception
{
    public OutcomeUnknownException() { }

    public OutcomeUnknownException(string message)
        : base(message) { }

    public OutcomeUnknownException(string message, Exception innerException)
        : base(message, innerException) { }
}
