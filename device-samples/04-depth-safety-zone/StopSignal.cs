namespace DenseEdge.Samples.DepthSafetyZone;

/// <summary>A stop signal with hysteresis in distance and time: it stops at once, and goes only after several frames in a row
/// that are clearly free. It starts stopped.</summary>
internal sealed class StopSignal
{
    private const int FreeFramesToGo = 3;

    private readonly double _stopBelowMeters;
    private readonly double _goAboveMeters;
    private int _freeFrames;

    /// <exception cref="ArgumentException">The distances leave no gap between stop and go.</exception>
    public StopSignal(double stopBelowMeters, double goAboveMeters)
    {
        if (!(goAboveMeters > stopBelowMeters))
        {
            throw new ArgumentException(
                $"--go-above must be above --stop-below, or the signal flickers: got {goAboveMeters} and {stopBelowMeters} m.");
        }

        (_stopBelowMeters, _goAboveMeters) = (stopBelowMeters, goAboveMeters);
    }

    public bool IsStopped { get; private set; } = true;

    /// <summary>How often it stopped after it had gone.</summary>
    public int StopCount { get; private set; }

    /// <summary>Takes the nearest distance of a frame; null if nothing is in the zone.</summary>
    /// <returns>Whether the signal changed.</returns>
    public bool Update(double? nearestMeters)
    {
        _freeFrames = nearestMeters is null || nearestMeters > _goAboveMeters ? _freeFrames + 1 : 0;
        if (nearestMeters < _stopBelowMeters)
        {
            return Stop();
        }

        bool goes = IsStopped && _freeFrames >= FreeFramesToGo;
        IsStopped &= !goes;
        return goes;
    }

    /// <summary>No frame came in time.</summary>
    /// <returns>Whether the signal changed.</returns>
    public bool Blind()
    {
        _freeFrames = 0;
        return Stop();
    }

    private bool Stop()
    {
        bool changed = !IsStopped;
        IsStopped = true;
        StopCount += changed ? 1 : 0;
        return changed;
    }
}
