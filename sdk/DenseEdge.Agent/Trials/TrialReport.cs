namespace DenseEdge.Agent.Trials;

/// <summary>What the trial of a candidate found; kept on the device, also after a return to the old model.</summary>
public sealed record TrialReport
{
    /// <summary>Whether the candidate may become the active model.</summary>
    public required bool Passed { get; init; }

    /// <summary>The bundle.</summary>
    public required string Digest { get; init; }

    /// <summary>The model's name and version.</summary>
    public required string Model { get; init; }

    /// <summary>Why it failed, one sentence each; empty if it passed.</summary>
    public IReadOnlyList<string> Faults { get; set; } = [];

    /// <summary>The engine that ran it, with its version.</summary>
    public string? Engine { get; init; }

    /// <summary>Golden frames that were computed.</summary>
    public int Frames { get; init; }

    /// <summary>Outputs that were not a finite number, over all frames.</summary>
    public long NonFinite { get; init; }

    /// <summary>By task how far the outputs were from the expected ones.</summary>
    public IReadOnlyList<TrialTask> Tasks { get; set; } = [];

    /// <summary>Median of one frame in milliseconds.</summary>
    public double? MedianMs { get; init; }

    /// <summary>95th percentile of one frame in milliseconds.</summary>
    public double? P95Ms { get; init; }

    /// <summary>The 95th percentile that the bundle promises for this board, in milliseconds; null if it promises none.</summary>
    public double? PromiseMs { get; init; }

    /// <summary>How long the engine took to be ready, in seconds.</summary>
    public double PreparedSeconds { get; init; }

    /// <summary>By how much the process grew while the candidate was loaded beside the active model, in MB.</summary>
    public double? GrownMegabytes { get; init; }

    /// <summary>When, by the device's clock, which may be wrong.</summary>
    public DateTimeOffset At { get; init; }
}
