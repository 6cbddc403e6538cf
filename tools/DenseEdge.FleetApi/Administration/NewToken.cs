namespace DenseEdge.FleetApi;

/// <summary>A token to make.</summary>
public sealed record NewToken
{
    /// <summary>Whose it is.</summary>
    public required string Name { get; init; }

    /// <summary>"viewer" (reads), "operator" (updates devices) or "admin" (makes tokens too).</summary>
    public required string Role { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }
}
