namespace DenseEdge.Fleet.Devices;

/// <summary>How a device stands to what it was assigned; hawkBit's target states.</summary>
public enum DeviceState
{
    /// <summary>Made by an operator, has never polled.</summary>
    Unknown,

    /// <summary>Has polled, runs nothing that was assigned here.</summary>
    Registered,

    /// <summary>Has an action that hasn't ended.</summary>
    Pending,

    /// <summary>Runs what was assigned last.</summary>
    InSync,

    /// <summary>Its last action failed.</summary>
    Error,
}
