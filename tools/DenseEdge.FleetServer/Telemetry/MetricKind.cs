namespace DenseEdge.FleetServer.Telemetry;

/// <summary>What Prometheus calls an instrument.</summary>
internal enum MetricKind
{
    /// <summary>Only grows; measurements are added.</summary>
    Counter,

    /// <summary>A total that is observed.</summary>
    ObservedCounter,

    /// <summary>Goes up and down; measurements are added.</summary>
    Sum,

    /// <summary>Goes up and down; the last measurement counts.</summary>
    Gauge,

    /// <summary>A distribution.</summary>
    Histogram,
}
