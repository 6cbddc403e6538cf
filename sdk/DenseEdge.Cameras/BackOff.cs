namespace DenseEdge.Cameras;

/// <summary>Pauses that double from attempt to attempt, so that a camera that is down is not hammered.</summary>
public sealed record BackOff
{
    /// <summary>Pause before the first attempt.</summary>
    /// <value>0.5 s by default; above 0.</value>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest pause.</summary>
    /// <value>30 s by default; not below <see cref="First"/>.</value>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the pause before an attempt: First × 2^attempt, at most Longest.</summary>
    /// <param name="attempt">Number of attempts that failed since the last frame, from 0.</param>
    public TimeSpan Pause(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        double pauseMs = First.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 62));
        return TimeSpan.FromMilliseconds(Math.Min(pauseMs, Longest.TotalMilliseconds));
    }
}
