using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace DenseEdge.FleetServer.Telemetry;

/// <summary>Listens to the meters of this server, of ASP.NET Core, of Npgsql and of the runtime, and adds up what they
/// measure.</summary>
internal sealed class MetricCollector : IDisposable
{
    private static readonly HashSet<string> Meters =
    [
        FleetMeter.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting", "Npgsql", "System.Runtime",
    ];

    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen.</summary>
    public MetricCollector()
    {
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Take(state, (double)value, tags));
        _listener.Start();
    }

    /// <summary>Asks the instruments that are observed, and gives all of them, by name.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        _listener.RecordObservableInstruments();
        return [.. _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (Meters.Contains(instrument.Meter.Name) && KindOf(instrument) is { } kind)
        {
            MetricFamily family = _families.GetOrAdd(instrument, made => new MetricFamily(made, kind, Bounds(made)));
            listener.EnableMeasurementEvents(instrument, family);
        }
    }

    private static void Take(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => ((MetricFamily)family!).Take(value, tags);

    private static MetricKind? KindOf(Instrument instrument) => instrument.GetType() is { IsGenericType: true } type
        ? type.GetGenericTypeDefinition() switch
        {
            { } made when made == typeof(Counter<>) => MetricKind.Counter,
            { } made when made == typeof(ObservableCounter<>) => MetricKind.ObservedCounter,
            { } made when made == typeof(UpDownCounter<>) => MetricKind.Sum,
            { } made when made == typeof(ObservableUpDownCounter<>) => MetricKind.Gauge,
            { } made when made == typeof(ObservableGauge<>) || made == typeof(Gauge<>) => MetricKind.Gauge,
            { } made when made == typeof(Histogram<>) => MetricKind.Histogram,
            _ => null,
        }
        : null;

    private static double[]? Bounds(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => null,
    };
}
