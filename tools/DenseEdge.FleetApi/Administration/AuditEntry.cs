namespace DenseEdge.FleetApi;

/// <summary>Something that someone did.</summary>
public sealed record AuditEntry
{
    /// <summary>Its number: a later entry has a greater one.</summary>
    public required long Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name of the token.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, such as rollout.abort.</summary>
    public required string Action { get; init; }

    /// <summary>To what, such as rollout/7; null if to nothing in particular.</summary>
    public string? Target { get; init; }

    /// <summary>What else there is to know.</summary>
    public string? Detail { get; init; }

    /// <summary>From which address.</summary>
    public string? Address { get; init; }
}
