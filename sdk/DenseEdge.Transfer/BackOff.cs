namespace DenseEdge.Transfer;

/// <summary>How long to wait before asking again: exponential with full jitter (M. Brooker, "Exponential Backoff And Jitter",
/// AWS Architecture Blog, 2015).</summary>
internal sealed class BackOff(TransferOptions options)
{
    // Past this the doubling would overflow; the limit holds long before.
    private const int MostDoublings = 30;

    private readonly Random _random = options.JitterSeed is { } seed ? new Random(seed) : new Random();

    /// <summary>Draws a wait.</summary>
    /// <param name="failures">Failures in a row so far, from 1.</param>
    /// <param name="atLeast">What the server asked for, if it did.</param>
    public TimeSpan Draw(int failures, TimeSpan? atLeast)
    {
        double ceilingMs = Math.Min(
            options.BackOffLimit.TotalMilliseconds,
            options.BackOffBase.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, MostDoublings)));
        TimeSpan wait;
        lock (_random)
        {
            wait = TimeSpan.FromMilliseconds(_random.NextDouble() * ceilingMs);
        }

        TimeSpan asked = atLeast ?? TimeSpan.Zero;
        return wait >= asked ? wait : asked <= options.BackOffLimit ? asked : options.BackOffLimit;
    }
}
