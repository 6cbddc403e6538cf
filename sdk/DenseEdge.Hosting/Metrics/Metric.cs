using System.Diagnostics.Metrics;
using System.Text;

namespace DenseEdge.Hosting.Metrics;

/// <summary>One instrument: a series of numbers for every combination of tags.</summary>
internal sealed class Metric
{
    // 1 ms to 10 s where an instrument gives no advice.
    private static readonly double[] UsualSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _turn = new();
    private readonly List<MetricSeries> _series = [];
    private readonly string _name;
    private readonly string? _description;
    private readonly MetricKind _kind;
    private readonly bool _observed;
    private readonly double[] _bounds;

    internal Metric(string name, Instrument instrument)
    {
        _name = name;
        _description = instrument.Description;
        _kind = KindOf(instrument);
        _observed = instrument.IsObservable;
        _bounds = _kind == MetricKind.Histogram ? BoundsOf(instrument) : [];
    }

    /// <summary>Takes a measurement.</summary>
    internal void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_turn)
        {
            MetricSeries series = Find(tags);
            switch (_kind)
            {
                case MetricKind.Histogram:
                    series.Observe(value, _bounds);
                    break;
                case MetricKind.Counter or MetricKind.Level:
                    series.Value += value;
                    break;
                default:
                    series.Value = value;
                    break;
            }
        }
    }

    /// <summary>Drops what was observed before.</summary>
    internal void ForgetObserved()
    {
        if (_observed)
        {
            lock (_turn)
            {
                _series.Clear();
            }
        }
    }

    /// <summary>Writes the help, the type and all series; nothing while there is no series.</summary>
    internal void Write(StringBuilder text)
    {
        lock (_turn)
        {
            if (_series.Count == 0)
            {
                return;
            }

            PrometheusText.WriteHead(text, _name, _description, _kind);
            foreach (MetricSeries series in _series)
            {
                if (_kind == MetricKind.Histogram)
                {
                    PrometheusText.WriteHistogram(text, _name, series, _bounds);
                }
                else
                {
                    PrometheusText.WriteSample(text, _name, series.Labels, series.Value);
                }
            }
        }
    }

    private static MetricKind KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> or Counter<int> or Counter<double> or Counter<float> => MetricKind.Counter,
        UpDownCounter<long> or UpDownCounter<int> or UpDownCounter<double> or UpDownCounter<float> => MetricKind.Level,
        Histogram<long> or Histogram<int> or Histogram<double> or Histogram<float> => MetricKind.Histogram,
        ObservableCounter<long> or ObservableCounter<int> or ObservableCounter<double> or ObservableCounter<float>
            => MetricKind.ObservedCounter,
        _ => MetricKind.Gauge,
    };

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds.Select(bound => (double)bound)],
        { Unit: "ms" } => [.. UsualSeconds.Select(bound => 1000 * bound)],
        _ => UsualSeconds,
    };

    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (MetricSeries series in _series)
        {
            if (series.HasTags(tags))
            {
                return series;
            }
        }

        MetricSeries added = new(tags, _bounds.Length);
        _series.Add(added);
        return added;
    }
}
