namespace DenseEdge.Fleet.Actions;

/// <summary>Life of an action: scheduled → (waiting for confirmation →) offered → started → succeeded or failed.</summary>
public enum ActionState
{
    /// <summary>Its group, its turn or its time window hasn't come; the device sees nothing.</summary>
    Scheduled,

    /// <summary>The device is asked to confirm first.</summary>
    WaitingConfirmation,

    /// <summary>The device's poll shows it.</summary>
    Offered,

    /// <summary>The device has fetched it.</summary>
    Started,

    /// <summary>It was started and shall be canceled; the device may confirm or refuse.</summary>
    Canceling,

    /// <summary>The device runs it.</summary>
    Succeeded,

    /// <summary>The device said that it failed.</summary>
    Failed,

    /// <summary>Taken back, superseded by a newer one, or canceled by the device.</summary>
    Canceled,
}
