using System.Diagnostics.CodeAnalysis;

namespace Banyan.Kernel;

/// <summary>A value, or the refusal that stands in its place.</summary>
public readonly record struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOk => Refusal is null;

    /// <summary>The value; asking a refused result for it is a bug.</summary>
    public T Value => IsOk ? value! : throw new RefusedException(Refusal);

    [SuppressMessage("Usage", "CA2225", Justification = "Result.Of and Result.Refused would only repeat the operators.")]
    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    public Result<TOther> Map<TOther>(Func<T, TOther> map) => IsOk ? map(value!) : Refusal;
}

/// <summary>
/// A refusal where none was reckoned with. One that passes (<see cref="Kernel.Refusal.IsPassing"/>) is answered as what it is: whoever
/// cannot be served now comes again.
/// </summary>
public sealed class RefusedException(Refusal refusal) : InvalidOperationException($"Refused: {refusal.Code}")
{
    public Refusal Refusal => refusal;
}

/// <summary>The value of a result that has nothing to say but "done".</summary>
public readonly record struct Done
{
    public static readonly Done Yes;
}
