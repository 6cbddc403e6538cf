namespace DenseEdge.Search.Devices;

/// <summary>How networks are measured.</summary>
public sealed record MeasurementOptions
{
    /// <summary>The reference network (.onnx), which runs before and after every block.</summary>
    public required string ReferencePath { get; init; }

    /// <summary>The reference's calibrated time in milliseconds, above 0; null to take its median of this measurement.</summary>
    public double? ReferenceMs { get; init; }

    /// <summary>Blocks of runs of each network, at least 5: below that no upper bound exists.</summary>
    /// <value>Default: 12.</value>
    public int MinimumBlocks { get; init; } = 12;

    /// <summary>Blocks after which a network is done, however wide its bound is.</summary>
    /// <value>Default: 40.</value>
    public int MaximumBlocks { get; init; } = 40;

    /// <summary>Runs of the network in a block; the reference runs half as often before and after it.</summary>
    /// <value>Default: 10.</value>
    public int RunsPerBlock { get; init; } = 10;

    /// <summary>A network is done when the upper bound is at most this share above the median.</summary>
    /// <value>Default: 0.01.</value>
    public double BoundShare { get; init; } = 0.01;

    /// <summary>A block is measured again when the reference after it differs by more than this share from before.</summary>
    /// <value>Default: 0.02.</value>
    public double DriftShare { get; init; } = 0.02;

    /// <summary>How often a block is measured again; then it is kept and counted as drifted.</summary>
    /// <value>Default: 3.</value>
    public int Repetitions { get; init; } = 3;

    /// <summary>Runs of a window in the warm-up, which ends when two successive windows' medians differ by less than 1
    /// %.</summary>
    /// <value>Default: 50.</value>
    public int WarmUpRuns { get; init; } = 50;

    /// <summary>The longest warm-up of one network, in seconds.</summary>
    /// <value>Default: 3.</value>
    public double WarmUpSeconds { get; init; } = 3;

    /// <summary>The longest time for one network after its warm-up, in seconds: from then on no block is measured again, and
    /// <see cref="MinimumBlocks"/> are enough.</summary>
    /// <value>Default: 60.</value>
    public double MaximumSeconds { get; init; } = 60;

    /// <summary>Seed of the order of networks.</summary>
    /// <value>Default: 0.</value>
    public int Seed { get; init; }

    /// <summary>Returns these options, or says everything that is wrong with them.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public MeasurementOptions Validated()
    {
        List<string> faults = [];
        Require(ReferenceMs is not { } given || (given > 0 && double.IsFinite(given)), $"reference_ms above 0, got {ReferenceMs}");
        Require(MinimumBlocks >= 5, $"minimum_blocks of at least 5, got {MinimumBlocks}");
        Require(MaximumBlocks >= MinimumBlocks, $"maximum_blocks of at least {MinimumBlocks}, got {MaximumBlocks}");
        Require(RunsPerBlock >= 2, $"runs_per_block of at least 2, got {RunsPerBlock}");
        Require(BoundShare > 0, $"bound_share above 0, got {BoundShare}");
        Require(DriftShare > 0, $"drift_share above 0, got {DriftShare}");
        Require(Repetitions >= 0, $"repetitions of at least 0, got {Repetitions}");
        Require(WarmUpRuns >= 1, $"warm_up_runs of at least 1, got {WarmUpRuns}");
        Require(WarmUpSeconds >= 0, $"warm_up_seconds of at least 0, got {WarmUpSeconds}");
        Require(MaximumSeconds > 0, $"maximum_seconds above 0, got {MaximumSeconds}");
        return faults.Count == 0
            ? this
            : throw new ArgumentException($"Measurement options: expected {string.Join("; ", faults)}.");

        void Require(bool isGood, string fault)
        {
            if (!isGood)
            {
                faults.Add(fault);
            }
        }
    }
}
