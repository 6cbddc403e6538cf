namespace DenseEdge.Fleet.Rollouts;

/// <summary>A rollout to make.</summary>
public sealed record NewRollout
{
    /// <summary>A name for people; null for "model version".</summary>
    public string? Name { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Which devices; null or empty for all.</summary>
    public string? Filter { get; init; }

    /// <summary>How it goes on.</summary>
    public RolloutSettings Settings { get; init; } = new();

    /// <summary>Who makes it; null if unknown.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Whether it starts at once.</summary>
    public bool Start { get; init; }
}
