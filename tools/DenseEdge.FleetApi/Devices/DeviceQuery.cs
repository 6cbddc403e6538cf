namespace DenseEdge.FleetApi;

/// <summary>Which devices to list.</summary>
public sealed record DeviceQuery
{
    /// <summary>A filter, such as <c>board=orin-nano and site!=lab</c>; null for all devices.</summary>
    public string? Filter { get; init; }

    /// <summary>How many at most, 1 to 1000; null for the server's choice.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="Page{T}.Next"/> of the part before; null for the first part.</summary>
    public string? Cursor { get; init; }

    /// <summary>A field of a device, with a hyphen before it for descending order; null for the id.</summary>
    public string? Sort { get; init; }
}
