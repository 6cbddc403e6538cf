namespace DenseEdge.FleetBench;

/// <summary>What happened to all devices together. Any thread may count.</summary>
internal sealed class FleetTally
{
    private long _notModified;
    private long _faults;
    private long _lost;
    private string? _firstLost;
    private string? _firstFault;

    /// <summary>Polls.</summary>
    public LatencyLog Polls { get; } = new();

    /// <summary>Requests for a deployment.</summary>
    public LatencyLog Starts { get; } = new();

    /// <summary>Reports.</summary>
    public LatencyLog Reports { get; } = new();

    /// <summary>Polls that were answered with 304.</summary>
    public long NotModified => Interlocked.Read(ref _notModified);

    /// <summary>Requests that were answered as they should not be.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>The first of them; null if there was none.</summary>
    public string? FirstFault => Volatile.Read(ref _firstFault);

    /// <summary>Requests that no node answered, or whose node had no database: devices try again elsewhere.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>The first of them; null if there was none.</summary>
    public string? FirstLost => Volatile.Read(ref _firstLost);

    /// <summary>Counts a request without an answer.</summary>
    /// <param name="why">Why.</param>
    public void CountLost(string why)
    {
        Interlocked.Increment(ref _lost);
        Interlocked.CompareExchange(ref _firstLost, why, null);
    }

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
