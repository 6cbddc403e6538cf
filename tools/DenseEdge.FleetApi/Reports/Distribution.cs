namespace DenseEdge.FleetApi;

/// <summary>How one measured value is spread over devices.</summary>
public sealed record Distribution
{
    /// <summary>The least.</summary>
    public required double Min { get; init; }

    /// <summary>The middle one.</summary>
    public required double Median { get; init; }

    /// <summary>Nine of ten devices have at most this; null where it isn't told.</summary>
    public double? P90 { get; init; }

    /// <summary>The greatest.</summary>
    public required double Max { get; init; }
}
