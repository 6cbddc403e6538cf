namespace DenseEdge.FleetBench;

/// <summary>How a rollout ended whose error threshold is the number of devices that fail.</summary>
internal sealed record ThresholdResult
{
    /// <summary>Devices that fail.</summary>
    public required int Failing { get; init; }

    /// <summary>How the server left it: must be paused.</summary>
    public required string State { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Devices that failed, by the server's count: must be those that fail.</summary>
    public required int Failed { get; init; }

    /// <summary>Devices that succeeded, by the server's count.</summary>
    public required int Succeeded { get; init; }

    /// <summary>Devices that got a deployment twice: must be 0.</summary>
    public required int StartedTwice { get; init; }

    /// <summary>Requests without an answer, tried again.</summary>
    public required long Lost { get; init; }

    /// <summary>Requests that were answered as they should not be.</summary>
    public required long Faults { get; init; }

    /// <summary>The first of them.</summary>
    public string? FirstFault { get; init; }
}
