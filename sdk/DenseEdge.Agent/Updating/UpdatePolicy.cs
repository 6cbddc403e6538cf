namespace DenseEdge.Agent.Updating;

/// <summary>How careful the update machine is.</summary>
public sealed record UpdatePolicy
{
    /// <summary>How often a candidate may crash the agent in its trial before it is pinned as bad.</summary>
    /// <value>3 by default; 1 to 100.</value>
    public int TrialAttempts { get; init; } = 3;

    /// <summary>How often the agent may die while an engine is built before the candidate is pinned as bad. A build takes minutes
    /// on some boards, in which the power may well go for other reasons: hence more than trials.</summary>
    /// <value>10 by default; 1 to 100.</value>
    public int PreparationAttempts { get; init; } = 10;

    /// <summary>How long the new model is watched after the switch.</summary>
    /// <value>10 minutes by default; zero for not at all.</value>
    public TimeSpan HealthWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>By how much more than the expected engine has to be free, beside the bundle.</summary>
    /// <value>1.5 by default; 1 to 10.</value>
    public double EngineSpaceFactor { get; init; } = 1.5;

    internal void AddFaults(List<string> faults)
    {
        if (TrialAttempts is < 1 or > 100 || PreparationAttempts is < 1 or > 100)
        {
            faults.Add($"trial_attempts and preparation_attempts must be 1 to 100, got {TrialAttempts} and {PreparationAttempts}.");
        }

        if (HealthWindow < TimeSpan.Zero || HealthWindow > TimeSpan.FromDays(7))
        {
            faults.Add($"health_window_seconds must be 0 to {TimeSpan.FromDays(7).TotalSeconds}, got {HealthWindow.TotalSeconds}.");
        }

        if (EngineSpaceFactor is not (>= 1 and <= 10))
        {
            faults.Add($"engine_space_factor must be 1 to 10, got {EngineSpaceFactor}.");
        }
    }
}
