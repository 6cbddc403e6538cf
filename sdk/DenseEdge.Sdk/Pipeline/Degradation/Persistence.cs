namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>Tells whether something has held without a break for some time.</summary>
internal sealed class Persistence(TimeProvider time)
{
    private long _since;
    private bool _holds;

    /// <summary>Looks once.</summary>
    /// <param name="holds">Whether it holds now.</param>
    /// <param name="duration">How long it must have held.</param>
    internal bool Holds(bool holds, TimeSpan duration)
    {
        if (holds && !_holds)
        {
            _since = time.GetTimestamp();
        }

        _holds = holds;
        return holds && time.GetElapsedTime(_since) >= duration;
    }

    /// <summary>Forgets how long it has held.</summary>
    internal void Restart() => _holds = false;
}
