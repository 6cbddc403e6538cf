namespace DenseEdge.FleetBench;

/// <summary>What an abort left.</summary>
internal sealed record AbortResult
{
    /// <summary>Devices that had succeeded when it was asked for, by the server's count.</summary>
    public required int SucceededBefore { get; init; }

    /// <summary>How long the server took to acknowledge it, in milliseconds.</summary>
    public required double AcknowledgeMs { get; init; }

    /// <summary>Devices that were at work when it was acknowledged.</summary>
    public required int InFlight { get; init; }

    /// <summary>Devices that asked for a deployment before the acknowledgement and got it after.</summary>
    public required int AnsweredAcross { get; init; }

    /// <summary>Devices that asked for a deployment after the acknowledgement and got it: must be 0.</summary>
    public required int StartedAfter { get; init; }

    /// <summary>Devices in flight that finished all the same.</summary>
    public required int FinishedAfter { get; init; }

    /// <summary>Devices that the server counts as succeeded, failed and canceled at the end.</summary>
    public required string ServerCounts { get; init; }

    /// <summary>Requests without an answer, tried again; the first one's reason beside.</summary>
    public required long Lost { get; init; }

    /// <summary>Why the first of them was lost.</summary>
    public string? FirstLost { get; init; }

    /// <summary>Requests that were answered as they should not be.</summary>
    public required long Faults { get; init; }

    /// <summary>The first of them.</summary>
    public string? FirstFault { get; init; }
}
