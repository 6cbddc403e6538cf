namespace DenseEdge.FleetApi;

/// <summary>A token of a person or a program, without its secret.</summary>
public sealed record TokenView
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Name { get; init; }

    /// <summary>"viewer", "operator" or "admin".</summary>
    public required string Role { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When it was last used, to the minute; null if it never was.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}
