namespace DenseEdge.Hosting.Metrics;

/// <summary>The numbers of one combination of tags.</summary>
internal sealed class MetricSeries
{
    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly long[] _buckets;

    /// <param name="tags">The tags.</param>
    /// <param name="bounds">Number of bucket boundaries; 0 for anything but a histogram.</param>
    internal MetricSeries(ReadOnlySpan<KeyValuePair<string, object?>> tags, int bounds)
    {
        _tags = tags.ToArray();
        _buckets = new long[bounds];
        Labels = PrometheusText.LabelsOf(_tags);
    }

    /// <summary>The tags as <c>a="1",b="2"</c>.</summary>
    internal string Labels { get; }

    /// <summary>The value; for a histogram the sum of all measurements.</summary>
    internal double Value { get; set; }

    /// <summary>Number of measurements of a histogram.</summary>
    internal long Count { get; private set; }

    /// <summary>For each boundary the number of measurements that were not above it but above the one before.</summary>
    internal ReadOnlySpan<long> Buckets => _buckets;

    /// <summary>Tells whether these are the series' tags, in the same order.</summary>
    internal bool HasTags(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != _tags.Length)
        {
            return false;
        }

        for (int i = 0; i < tags.Length; i++)
        {
            if (tags[i].Key != _tags[i].Key || !Equals(tags[i].Value, _tags[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Counts a measurement of a histogram.</summary>
    internal void Observe(double value, ReadOnlySpan<double> bounds)
    {
        Value += value;
        Count++;
        for (int i = 0; i < bounds.Length; i++)
        {
            if (value <= bounds[i])
            {
                _buckets[i]++;
                return;
            }
        }
    }
}
