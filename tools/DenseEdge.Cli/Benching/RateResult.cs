namespace DenseEdge.Cli.Benching;

/// <summary>What happened to frames that came at one rate.</summary>
internal sealed record RateResult
{
    /// <summary>Frames per second that were offered.</summary>
    public required double RateHz { get; init; }

    /// <summary>Frames that were offered.</summary>
    public required int Offered { get; init; }

    /// <summary>Frames that a newer one replaced before the predictor was free.</summary>
    public required int Lost { get; init; }

    /// <summary>From the moment that a frame was offered to its results.</summary>
    /// <value>Null if no frame was computed.</value>
    public required LatencySummary? Latency { get; init; }

    /// <summary>The call of Run alone, without waiting.</summary>
    /// <value>Null if no frame was computed.</value>
    public required LatencySummary? Run { get; init; }

    /// <summary>Managed bytes that the calling thread allocated for each frame.</summary>
    public required double AllocatedBytesPerFrame { get; init; }

    /// <summary>Processor time of the whole process during Run for each frame, in milliseconds; more than the time by the clock
    /// if several cores worked.</summary>
    public required double CpuMsPerFrame { get; init; }

    /// <summary>Share of the offered frames that were lost, from 0 to 1.</summary>
    public double LossShare => Offered == 0 ? 0 : (double)Lost / Offered;
}
