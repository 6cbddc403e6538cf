namespace DenseEdge.Fleet.Actions;

/// <summary>A model version for one device.</summary>
public sealed record NewAssignment
{
    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the device should update at once (DDI's forced) or when it suits it (attempt).</summary>
    /// <value>True.</value>
    public bool Forced { get; init; } = true;

    /// <summary>Whether the device is asked to confirm first.</summary>
    /// <value>False.</value>
    public bool Confirmation { get; init; }
}
