namespace DenseEdge.Search.Devices;

/// <summary>
/// Times a network between runs of a reference: reference, network, reference, network, reference... Each block of the network
/// has the reference on both sides, so that a device that gets slower or faster moves both and leaves their ratio alone.
/// </summary>
public sealed class InterleavedTimer
{
    private const double FlatShare = 0.01;
    private readonly MeasurementOptions _options;
    private readonly Func<double> _reference;
    private readonly Func<BoardState> _board;
    private readonly TimeProvider _time;

    /// <summary>Makes a timer.</summary>
    /// <param name="options">How to measure.</param>
    /// <param name="reference">Runs the reference once and returns its milliseconds.</param>
    /// <param name="board">Reads the sensors.</param>
    /// <param name="time">The clock that the limits go by.</param>
    public InterleavedTimer(MeasurementOptions options, Func<double> reference, Func<BoardState> board, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(time);
        (_options, _reference, _board, _time) = (options.Validated(), reference, board, time);
    }

    /// <summary>Finds what the reference takes now.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The median of the last two windows of a warm-up, in milliseconds.</returns>
    public double CalibrateReference(CancellationToken cancellation)
        => OrderStatistics.Median(WarmUp(_reference, cancellation));

    /// <summary>Times a network.</summary>
    /// <param name="network">Runs it once and returns its milliseconds.</param>
    /// <param name="cancellation">Ends it.</param>
    public BlockSeries Measure(Func<double> network, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        WarmUp(network, cancellation);
        BoardState warm = _board();
        long? throttles = warm.ThrottleEvents;
        BlockSeries series = new();
        long start = _time.GetTimestamp();
        int repeated = 0;
        double[] before = Runs(_reference, ReferenceRuns, cancellation);
        while (!IsDone(series, start))
        {
            double[] runs = Runs(network, _options.RunsPerBlock, cancellation);
            double[] after = Runs(_reference, ReferenceRuns, cancellation);
            MeasuredBlock block = new(before, runs, after);
            BoardState now = _board();
            bool isThrottled = now.IsThrottledSince(warm with { ThrottleEvents = throttles });
            bool isDrifted = block.Drift > _options.DriftShare;
            series.Note(now, isThrottled);
            if ((isThrottled || isDrifted) && repeated < _options.Repetitions && !IsLate(start))
            {
                series.Drop(block);
                repeated++;
            }
            else
            {
                series.Keep(block, isDrifted);
                repeated = 0;
            }

            (before, throttles) = (after, now.ThrottleEvents);
        }

        return series;
    }

    private int ReferenceRuns => Math.Max(1, _options.RunsPerBlock / 2);

    private bool IsDone(BlockSeries series, long start)
        => series.Count >= _options.MaximumBlocks
            || (series.Count >= _options.MinimumBlocks
                && (series.BoundShare <= _options.BoundShare || IsLate(start)));

    private bool IsLate(long start) => _time.GetElapsedTime(start).TotalSeconds >= _options.MaximumSeconds;

    /// <summary>Runs until two successive windows' medians agree, or the time is over.</summary>
    /// <returns>The last one or two windows.</returns>
    private double[] WarmUp(Func<double> run, CancellationToken cancellation)
    {
        long start = _time.GetTimestamp();
        double[] last = Runs(run, _options.WarmUpRuns, cancellation);
        while (_time.GetElapsedTime(start).TotalSeconds < _options.WarmUpSeconds)
        {
            double[] next = Runs(run, _options.WarmUpRuns, cancellation);
            if (Math.Abs((OrderStatistics.Median(next) / OrderStatistics.Median(last)) - 1) < FlatShare)
            {
                return [.. last, .. next];
            }

            last = next;
        }

        return last;
    }

    private static double[] Runs(Func<double> run, int count, CancellationToken cancellation)
    {
        double[] milliseconds = new double[count];
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            milliseconds[i] = run();
        }

        return milliseconds;
    }
}
