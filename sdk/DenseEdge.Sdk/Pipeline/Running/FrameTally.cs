namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>Counts what becomes of the frames, by their numbers. Used under its owner's lock.</summary>
internal sealed class FrameTally
{
    private readonly long _firstNumber;
    private long _nextNumber;
    private long _nextDelivered;
    private long _delivered;
    private long _lostBySource;
    private long _byPolicy;
    private long _asStale;
    private long _atEnd;

    /// <param name="firstNumber">Number of the first frame that is the pipeline's.</param>
    internal FrameTally(long firstNumber)
    {
        _firstNumber = firstNumber;
        _nextNumber = firstNumber;
        _nextDelivered = firstNumber;
    }

    /// <summary>Counts a frame that was read, and the gap before it.</summary>
    internal void Capture(long sequenceNumber)
    {
        _lostBySource += sequenceNumber - _nextNumber;
        _nextNumber = sequenceNumber + 1;
    }

    /// <summary>Counts a result that is handed over.</summary>
    /// <returns>How many frames were dropped since the one before.</returns>
    internal int Deliver(long sequenceNumber)
    {
        int dropped = (int)Math.Min(int.MaxValue, sequenceNumber - _nextDelivered);
        _nextDelivered = sequenceNumber + 1;
        _delivered++;
        return dropped;
    }

    internal void DropByPolicy(int count) => _byPolicy += count;

    internal void DropAsStale() => _asStale++;

    internal void DropAtEnd() => _atEnd++;

    /// <param name="inFlight">How many frames there really are in the ring, in the engine and among the results.</param>
    internal PipelineCounts Counts(int inFlight)
        => new(_nextNumber - _firstNumber, _delivered, _lostBySource, _byPolicy, _asStale, _atEnd, inFlight);
}
