namespace DenseEdge.FleetApi;

/// <summary>A group of a rollout: so many devices, or up to a share of all that match.</summary>
public sealed record NewGroup
{
    /// <summary>A name for people; null for one made of the size.</summary>
    public string? Name { get; init; }

    /// <summary>So many devices, at least 1; null if <see cref="Percent"/> says it.</summary>
    public int? Count { get; init; }

    /// <summary>Up to this share of the devices that match, those of the groups before included, in percent, over 0 to 100; null if
    /// <see cref="Count"/> says it.</summary>
    public double? Percent { get; init; }
}
