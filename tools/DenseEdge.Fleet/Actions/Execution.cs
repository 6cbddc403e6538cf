namespace DenseEdge.Fleet.Actions;

/// <summary>DDI's status.execution: what the device does.</summary>
public enum Execution
{
    /// <summary>It is done, see the result.</summary>
    Closed,

    /// <summary>It works on it.</summary>
    Proceeding,

    /// <summary>It has canceled it.</summary>
    Canceled,

    /// <summary>It will do it later.</summary>
    Scheduled,

    /// <summary>It refuses for now, or refuses to cancel.</summary>
    Rejected,

    /// <summary>It goes on after a break.</summary>
    Resumed,

    /// <summary>It has downloaded all files.</summary>
    Downloaded,

    /// <summary>It downloads.</summary>
    Download,
}
