namespace DenseEdge.FleetServer.Telemetry;

/// <summary>One series of an instrument: a number, or a distribution.</summary>
/// <param name="bounds">The upper bounds of a distribution's buckets, ascending; empty for a number.</param>
internal sealed class MetricSeries(double[] bounds)
{
    private readonly Lock _turn = new();
    private readonly long[] _buckets = bounds.Length == 0 ? [] : new long[bounds.Length + 1];
    private double _value;
    private long _count;

    /// <summary>Adds to the number.</summary>
    public void Add(double value)
    {
        lock (_turn)
        {
            _value += value;
        }
    }

    /// <summary>Sets the number.</summary>
    public void Set(double value)
    {
        lock (_turn)
        {
            _value = value;
        }
    }

    /// <summary>Counts a value into its bucket: the first whose bound is not below it.</summary>
    public void Record(double value)
    {
        int found = Array.BinarySearch(bounds, value);
        int bucket = found >= 0 ? found : ~found;
        lock (_turn)
        {
            _buckets[bucket]++;
            _count++;
            _value += value;
        }
    }

    /// <summary>Gets the number, or the distribution's sum and count and how many values every bucket has.</summary>
    /// <param name="buckets">Takes the buckets, one more than there are bounds.</param>
    public (double Value, long Count) Read(Span<long> buckets)
    {
        lock (_turn)
        {
            _buckets.CopyTo(buckets);
            return (_value, _count);
        }
    }
}
