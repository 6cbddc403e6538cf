namespace DenseEdge.FleetBench;

/// <summary>Where a simulated device stands in its update.</summary>
internal enum DeviceState
{
    /// <summary>It polls.</summary>
    Idle,

    /// <summary>It has fetched a deployment and works on it.</summary>
    Working,

    /// <summary>It has reported success.</summary>
    Updated,

    /// <summary>It has reported failure.</summary>
    Failed,

    /// <summary>It was told to stop, and has.</summary>
    Canceled,
}
