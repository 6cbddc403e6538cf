namespace DenseEdge.Fleet.Devices;

/// <summary>What a device says of itself, or its silence.</summary>
public enum DeviceHealth
{
    /// <summary>It has said nothing of its health.</summary>
    Unknown,

    /// <summary>It runs as it should.</summary>
    Good,

    /// <summary>It runs, but slower, hotter or with faults now and then.</summary>
    Degraded,

    /// <summary>It doesn't do its work.</summary>
    Bad,

    /// <summary>No poll for three times its poll interval, and for twelve seconds.</summary>
    Silent,
}
