using System.Diagnostics;
using System.Diagnostics.Metrics;
using DenseEdge.Sdk.Diagnostics;

namespace DenseEdge.Sdk.Tests.Diagnostics;

/// <summary>Listens as OpenTelemetry does: by the names alone.</summary>
internal sealed class Recording : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MeterListener _metrics = new();
    private readonly ActivityListener? _spans;

    public Recording(bool spans = false)
    {
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TelemetryNames.Meter)
            {
                listener.EnableMeasurementEvents(instrument);
                Units[instrument.Name] = instrument.Unit;
            }
        };
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _metrics.Start();
        if (spans)
        {
            _spans = new ActivityListener
            {
                ShouldListenTo = source => source.Name == TelemetryNames.ActivitySource,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = span =>
                {
                    lock (_gate)
                    {
                        Spans.Add(span);
                    }
                },
            };
            ActivitySource.AddActivityListener(_spans);
        }
    }

    public Dictionary<string, string?> Units { get; } = [];

    public List<Activity> Spans { get; } = [];

    public Dictionary<string, double> Sums { get; } = [];

    public Dictionary<string, int> Counts { get; } = [];

    public double Sum(string key)
    {
        lock (_gate)
        {
            return Sums.GetValueOrDefault(key);
        }
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _spans?.Dispose();
    }

    private void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string key = name;
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            key += $" {tag.Key}={tag.Value}";
        }

        lock (_gate)
        {
            Sums[key] = Sums.GetValueOrDefault(key) + value;
            Counts[key] = Counts.GetValueOrDefault(key) + 1;
        }
    }
}
