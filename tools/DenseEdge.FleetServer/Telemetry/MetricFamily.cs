using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace DenseEdge.FleetServer.Telemetry;

/// <summary>One instrument with its series.</summary>
internal sealed class MetricFamily
{
    /// <summary>The most series of one instrument: labels that a client can choose must not fill the memory.</summary>
    public const int MostSeries = 2_000;

    private static readonly double[] DefaultBounds
        = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<TagSet, MetricSeries> _series = new(TagSetComparer.Instance);
    private readonly ConcurrentDictionary<TagSet, MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byTags;

    /// <summary>Makes one.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="bounds">The bounds that the instrument asks for; null for those of a duration in seconds.</param>
    public MetricFamily(Instrument instrument, MetricKind kind, IReadOnlyList<double>? bounds)
    {
        Kind = kind;
        Help = instrument.Description ?? string.Empty;
        Name = MetricName.Of(instrument.Name, instrument.Unit, kind);
        Bounds = kind == MetricKind.Histogram ? [.. bounds ?? DefaultBounds] : [];
        _byTags = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    /// <summary>What it is.</summary>
    public MetricKind Kind { get; }

    /// <summary>The name, as Prometheus has it.</summary>
    public string Name { get; }

    /// <summary>What it measures.</summary>
    public string Help { get; }

    /// <summary>The upper bounds of the buckets.</summary>
    public double[] Bounds { get; }

    /// <summary>The series.</summary>
    public IEnumerable<KeyValuePair<TagSet, MetricSeries>> Series => _series;

    /// <summary>Takes a measurement.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        MetricSeries series = Find(tags);
        switch (Kind)
        {
            case MetricKind.Histogram:
                series.Record(value);
                break;
            case MetricKind.Counter or MetricKind.Sum:
                series.Add(value);
                break;
            default:
                series.Set(value);
                break;
        }
    }

    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_byTags.TryGetValue(tags, out MetricSeries? series))
        {
            return series;
        }

        TagSet set = _series.Count >= MostSeries ? TagSet.Overflow : new TagSet(tags.ToArray());
        return _series.GetOrAdd(set, static (_, bounds) => new MetricSeries(bounds), Bounds);
    }
}
