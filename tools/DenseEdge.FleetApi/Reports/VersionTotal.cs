namespace DenseEdge.FleetApi;

/// <summary>How many devices run a version.</summary>
public sealed record VersionTotal
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>How many devices.</summary>
    public required long Devices { get; init; }
}
