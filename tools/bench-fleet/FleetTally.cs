namespace DenseEdge.FleetBench;

/// <summary>What happened to all devices together. Any thread may count.</summary>
internal sealed class FleetTally
{
    private long _notModified;
    private long _faults;
    private string? _firstFault;

    /// <summary>Polls.</summary>
    public LatencyLog Polls { get; } = new();

    /// <summary>Requests for a deployment.</summary>
    public LatencyLog Starts { get; } = new();

    /// <summary>Reports.</summary>
    public LatencyLog Reports { get; } = new();

    /// <summary>Polls that were answered with 304.</summary>
    public long NotModified => Interlocked.Read(ref _notModified);

    /// <summary>Requests that failed, or were answered as they should not be.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>The first of them; null if there was none.</summary>
    public string? FirstFault => Volatile.Read(ref _firstFault);

    /// <summary>Counts a 304.</summary>
    public void CountNotModified() => Interlocked.Increment(ref _notModified);

    /// <summary>Counts a fault.</summary>
    /// <param name="fault">What it was.</param>
    public void CountFault(string fault)
    {
        Interlocked.Increment(ref _faults);
        Interlocked.CompareExchange(ref _firstFault, fault, null);
    }
}
