namespace DenseEdge.FleetBench;

/// <summary>How a rollout to all devices went.</summary>
internal sealed record RolloutResult
{
    /// <summary>How many devices it had.</summary>
    public required int Devices { get; init; }

    /// <summary>How long the request took that started it: devices are put into groups in it or soon after, in milliseconds.</summary>
    public required double StartMs { get; init; }

    /// <summary>From its start until the server called it finished, in seconds.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Devices that succeeded, by the server's count.</summary>
    public required int Succeeded { get; init; }

    /// <summary>Devices that failed, by the server's count.</summary>
    public required int Failed { get; init; }

    /// <summary>Devices that failed, by their own count.</summary>
    public required int FailedDevices { get; init; }

    /// <summary>Devices that updated, by their own count.</summary>
    public required int UpdatedDevices { get; init; }

    /// <summary>Devices that got a deployment twice: must be 0.</summary>
    public required int StartedTwice { get; init; }

    /// <summary>Polls, from due to answered.</summary>
    public required LatencySummary Polls { get; init; }

    /// <summary>Requests for a deployment.</summary>
    public required LatencySummary Starts { get; init; }

    /// <summary>Reports.</summary>
    public required LatencySummary Reports { get; init; }

    /// <summary>How much of one core the server used, in percent; null if its process isn't known.</summary>
    public double? ServerCpuPercent { get; init; }

    /// <summary>The server's memory at the end, in megabytes; null as above.</summary>
    public double? ServerMegabytes { get; init; }

    /// <summary>Requests without an answer, tried again; the first one's reason beside.</summary>
    public required long Lost { get; init; }

    /// <summary>Why the first of them was lost.</summary>
    public string? FirstLost { get; init; }

    /// <summary>Requests that were answered as they should not be.</summary>
    public required long Faults { get; init; }

    /// <summary>The first of them.</summary>
    public string? FirstFault { get; init; }
}
