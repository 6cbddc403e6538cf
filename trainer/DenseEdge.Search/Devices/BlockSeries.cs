namespace DenseEdge.Search.Devices;

/// <summary>The blocks that were kept of one network, and what was thrown away on the way to them.</summary>
public sealed class BlockSeries
{
    private readonly List<MeasuredBlock> _blocks = [];
    private readonly List<double> _watts = [];
    private double? _maxCelsius;
    private int _dropped;
    private int _drifted;
    private bool _throttled;

    /// <summary>How many blocks are kept.</summary>
    public int Count => _blocks.Count;

    /// <summary>With 95 % confidence the median ratio is at most this share above its estimate; infinite for fewer than 5
    /// blocks.</summary>
    public double BoundShare => _blocks.Count == 0 || UpperRatio is not { } upper ? double.PositiveInfinity : (upper / Ratio) - 1;

    private double Ratio => OrderStatistics.Median(_blocks.Select(block => block.Ratio));

    private double? UpperRatio => OrderStatistics.UpperBound([.. _blocks.Select(block => block.Ratio).Order()], 0.5);

    /// <summary>Keeps a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="isDrifted">Whether its reference drifted.</param>
    public void Keep(MeasuredBlock block, bool isDrifted)
    {
        ArgumentNullException.ThrowIfNull(block);
        _blocks.Add(block);
        _drifted += isDrifted ? 1 : 0;
    }

    /// <summary>Counts the runs of a block that is thrown away.</summary>
    /// <param name="block">The block.</param>
    public void Drop(MeasuredBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _dropped += block.Runs.Count;
    }

    /// <summary>Notes the board's state after a block.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isThrottled">Whether it throttled during the block.</param>
    public void Note(BoardState state, bool isThrottled)
    {
        ArgumentNullException.ThrowIfNull(state);
        _throttled |= isThrottled;
        _maxCelsius = state.HottestCelsius is { } celsius ? Math.Max(_maxCelsius ?? celsius, celsius) : _maxCelsius;
        if (state.TotalWatts is { } watts)
        {
            _watts.Add(watts);
        }
    }

    /// <summary>Says what the blocks say together: every run over the reference beside it, times the reference's calibrated
    /// time.</summary>
    /// <remarks>The bound is that of the blocks' medians, not of single runs: runs of a block share the moment and the
    /// reference's error, and counted as independent they would promise too much.</remarks>
    /// <param name="modelDigest">SHA-256 of the model, hexadecimal.</param>
    /// <param name="referenceMs">The reference's calibrated time, in milliseconds.</param>
    /// <exception cref="InvalidOperationException">There are fewer than 5 blocks: no bound exists.</exception>
    public LatencyMeasurement Summarize(string modelDigest, double referenceMs)
    {
        double upper = UpperRatio
            ?? throw new InvalidOperationException($"Expected at least 5 blocks for an upper bound, found {_blocks.Count}.");
        double[] runs = [.. _blocks.SelectMany(block => block.Runs.Select(run => run / block.ReferenceMs * referenceMs)).Order()];
        double median = Ratio * referenceMs;
        return new LatencyMeasurement
        {
            ModelDigest = modelDigest,
            Count = runs.Length,
            Blocks = _blocks.Count,
            P50Ms = median,
            P90Ms = OrderStatistics.Quantile(runs, 0.9),
            P95Ms = OrderStatistics.Quantile(runs, 0.95),
            P99Ms = OrderStatistics.Quantile(runs, 0.99),
            MadMs = OrderStatistics.Median(runs.Select(run => Math.Abs(run - median))),
            UpperBoundMs = upper * referenceMs,
            RawP50Ms = OrderStatistics.Median(_blocks.SelectMany(block => block.Runs)),
            ReferenceRawP50Ms = OrderStatistics.Median(_blocks.Select(block => block.ReferenceMs)),
            Ratio = Ratio,
            MaxCelsius = _maxCelsius,
            MeanWatts = _watts.Count == 0 ? null : _watts.Average(),
            Throttled = _throttled,
            DroppedSamples = _dropped,
            DriftedBlocks = _drifted,
        };
    }
}
