namespace DenseEdge.FleetBench;

/// <summary>What polls cost.</summary>
internal sealed record PollResult
{
    /// <summary>How many devices polled.</summary>
    public required int Devices { get; init; }

    /// <summary>How long it was measured, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Polls a second.</summary>
    public required double PollsPerSecond { get; init; }

    /// <summary>How many of them were answered with 304, in percent.</summary>
    public required double NotModifiedPercent { get; init; }

    /// <summary>From due to answered.</summary>
    public required LatencySummary Latency { get; init; }

    /// <summary>How much of one core the server used, in percent; null if its process isn't known.</summary>
    public double? ServerCpuPercent { get; init; }

    /// <summary>Processor time of the server for a poll, in microseconds; null as above.</summary>
    public double? ServerCpuMicrosecondsPerPoll { get; init; }

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
