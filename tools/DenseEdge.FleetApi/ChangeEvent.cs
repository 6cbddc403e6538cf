namespace DenseEdge.FleetApi;

/// <summary>Something changed: whoever shows it reads it again.</summary>
public sealed record ChangeEvent
{
    /// <summary>"device", "model" or "rollout".</summary>
    public required string Kind { get; init; }

    /// <summary>Which one; null if several changed.</summary>
    public string? Id { get; init; }

    /// <summary>The number of the change: a later change has a greater one.</summary>
    public required long Revision { get; init; }
}
