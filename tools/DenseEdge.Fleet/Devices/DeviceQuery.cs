namespace DenseEdge.Fleet.Devices;

/// <summary>Which devices to list, and how.</summary>
public sealed record DeviceQuery
{
    /// <summary>A filter such as <c>board=orin-nano and site!=lab</c>; null or empty for all.</summary>
    public string? Filter { get; init; }

    /// <summary>Most devices of a page, 1 to 1000.</summary>
    /// <value>100.</value>
    public int Limit { get; init; } = 100;

    /// <summary>Where the page begins: <see cref="Page{T}.Next"/> of the one before.</summary>
    public string? Cursor { get; init; }

    /// <summary>
    /// id, name, board, state, health, model, version, last_poll, first_seen, latency_p50_ms, latency_p95_ms or temperature_c; a
    /// minus before it turns the order.
    /// </summary>
    /// <value>id.</value>
    public string Sort { get; init; } = "id";
}
