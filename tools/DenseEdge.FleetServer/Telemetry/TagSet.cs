namespace DenseEdge.FleetServer.Telemetry;

/// <summary>The labels of one series, in the order in which they were recorded.</summary>
/// <param name="tags">The labels; the array is this set's own.</param>
internal sealed class TagSet(KeyValuePair<string, object?>[] tags)
{
    /// <summary>What is counted when an instrument has more series than a server can afford.</summary>
    public static readonly TagSet Overflow = new([new("otel_metric_overflow", "true")]);

    /// <summary>The labels.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => tags;
}
