namespace DenseEdge.FleetApi;

/// <summary>A token that was made.</summary>
public sealed record NewTokenAnswer
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required string Role { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The secret: the only time that it can be seen.</summary>
    public required string Token { get; init; }
}
