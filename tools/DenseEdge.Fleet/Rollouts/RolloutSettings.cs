namespace DenseEdge.Fleet.Rollouts;

/// <summary>How a rollout goes on.</summary>
public sealed record RolloutSettings
{
    /// <summary>Ordered groups; what they leave over becomes a last group.</summary>
    /// <value>One group of all.</value>
    public IReadOnlyList<GroupSize> Groups { get; init; } = [new(null, null, 100)];

    /// <summary>Share of a group's devices that must succeed before the next group, in percent, 0 to 100.</summary>
    /// <value>95.</value>
    public double SuccessPercent { get; init; } = 95;

    /// <summary>
    /// Share of a group's finished devices whose failure pauses the rollout, in percent, 0 to 100; 0: any failure.
    /// </summary>
    /// <value>5.</value>
    public double ErrorPercent { get; init; } = 5;

    /// <summary>
    /// Finished devices of a group before its error threshold counts, 1 or more; a smaller group's size bounds it.
    /// </summary>
    /// <value>1.</value>
    public int MinimumCount { get; init; } = 1;

    /// <summary>Time between a group's success and the next group, in seconds, 0 or more.</summary>
    /// <value>0.</value>
    public int SoakSeconds { get; init; }

    /// <summary>Attempts per device, 1 to 10; only the last one's failure counts.</summary>
    /// <value>1.</value>
    public int Attempts { get; init; } = 1;

    /// <summary>How fast devices are offered the version; null for at once.</summary>
    public RolloutRate? Rate { get; init; }

    /// <summary>When devices may start; null for always.</summary>
    public RolloutWindow? Window { get; init; }

    /// <summary>Whether devices should update at once (DDI's forced) or when it suits them (attempt).</summary>
    /// <value>True.</value>
    public bool Forced { get; init; } = true;

    /// <summary>Whether devices are asked to confirm first.</summary>
    /// <value>False.</value>
    public bool Confirmation { get; init; }
}
