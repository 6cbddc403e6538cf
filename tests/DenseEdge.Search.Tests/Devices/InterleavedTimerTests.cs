using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Tests.Devices;

/// <summary>A device that is played: its speed is a function of the number of runs so far.</summary>
public sealed class InterleavedTimerTests
{
    private static readonly MeasurementOptions Options = new()
    {
        ReferencePath = "reference.onnx",
        MinimumBlocks = 5,
        MaximumBlocks = 9,
        RunsPerBlock = 4,
        WarmUpRuns = 3,
        WarmUpSeconds = 0,
    };

    private readonly PlayedTime _time = new();
    private int _runs;

    [Fact]
    public void Measure_OfADeviceThatSlowsDown_KeepsTheRatio()
    {
        BlockSeries series = Timer(Options with { DriftShare = 1 }, BoardState.Unknown).Measure(Run(30), default);

        // Every run is half a percent slower than the one before: the reference on both sides takes that out, but for the curve.
        LatencyMeasurement found = series.Summarize("abc", referenceMs: 20);
        Assert.Equal(30, found.P50Ms, 30 * 1e-3);
        Assert.True(found.RawP50Ms > 1.05 * 30, $"{found.RawP50Ms}");
        Assert.Equal(0, found.DroppedSamples);
    }

    [Fact]
    public void Measure_WhenTheReferenceDrifts_RepeatsTheBlockAndThenKeepsItAndSaysSo()
    {
        // Six runs further every run is 3 % slower.
        MeasurementOptions options = Options with { DriftShare = 0.02, Repetitions = 2 };
        BlockSeries series = Timer(options, BoardState.Unknown).Measure(Run(30), default);

        LatencyMeasurement found = series.Summarize("abc", 20);
        Assert.Equal((5, 5), (found.Blocks, found.DriftedBlocks));
        Assert.Equal(5 * 2 * Options.RunsPerBlock, found.DroppedSamples);
    }

    /// <summary>Of the board's counter the third reading after warm-up is higher: that block alone is thrown away.</summary>
    [Fact]
    public void Measure_WhenTheBoardThrottles_DropsTheBlockAndSaysSo()
    {
        int readings = 0;
        BoardState Read() => BoardState.Unknown with { ThrottleEvents = ++readings >= 4 ? 8 : 7 };

        InterleavedTimer timer = new(Options with { DriftShare = 1 }, Run(20), Read, _time);
        LatencyMeasurement found = timer.Measure(Run(30), default).Summarize("abc", 20);

        Assert.True(found.Throttled);
        Assert.Equal((5, Options.RunsPerBlock), (found.Blocks, found.DroppedSamples));
    }

    [Fact]
    public void Measure_OfANoisyNetwork_TakesMoreBlocksUntilTheMost()
    {
        int call = 0;
        InterleavedTimer timer = Timer(Options with { BoundShare = 0.01, DriftShare = 1 }, BoardState.Unknown);

        BlockSeries steady = timer.Measure(Run(30), default);
        BlockSeries noisy = timer.Measure(() => 30 + (call++ / Options.RunsPerBlock % 5), default);

        Assert.Equal((5, 9), (steady.Count, noisy.Count));
    }

    /// <summary>After its time a network gets no block twice, and no more than the fewest.</summary>
    [Fact]
    public void Measure_AfterItsTime_RepeatsNothing()
    {
        LatencyMeasurement found = Timer(Options with { MaximumSeconds = 0.001 }, BoardState.Unknown).Measure(Run(30), default)
            .Summarize("abc", 20);

        Assert.Equal((5, 5, 0), (found.Blocks, found.DriftedBlocks, found.DroppedSamples));
    }

    /// <summary>Runs of 9, 8, 7... ms that level out at 5: windows of three agree from 5, 5, 5 on.</summary>
    [Fact]
    public void CalibrateReference_WaitsUntilTheWindowsAgree()
    {
        int run = 0;
        InterleavedTimer timer = new(
            Options with { WarmUpSeconds = 3 }, () => _time.Pass(Math.Max(5, 9 - run++)), () => BoardState.Unknown, _time);

        Assert.Equal(5, timer.CalibrateReference(default));
        Assert.Equal(9, run);
    }

    [Fact]
    public void IsThrottledSince_AFallingClockOrARisingCounter()
    {
        BoardState At(double cpuHz, double gpuHz)
            => new(3, new Dictionary<string, double> { ["cpu"] = cpuHz, ["gpu"] = gpuHz }, 50, 5);

        BoardState warm = At(2e9, 9e8);

        Assert.False(At(1.85e9, 9e8).IsThrottledSince(warm));
        Assert.True(At(2e9, 6e8).IsThrottledSince(warm));
        Assert.True((warm with { ThrottleEvents = 4 }).IsThrottledSince(warm));
        Assert.False(BoardState.Unknown.IsThrottledSince(warm));
    }

    [Fact]
    public void Options_OutOfRange_AreAllNamed()
    {
        string message = Assert.Throws<ArgumentException>(
            () => (Options with { MinimumBlocks = 4, RunsPerBlock = 1, ReferenceMs = 0 }).Validated()).Message;

        Assert.All(
            ["minimum_blocks of at least 5, got 4", "runs_per_block of at least 2, got 1", "reference_ms above 0, got 0"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private InterleavedTimer Timer(MeasurementOptions options, BoardState board)
        => new(options, Run(20), () => board, _time);

    private Func<double> Run(double milliseconds) => () => _time.Pass(milliseconds * Math.Pow(1.005, _runs++));

    /// <summary>The runs' own time: nothing else passes.</summary>
    private sealed class PlayedTime : TimeProvider
    {
        private double _milliseconds;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)_milliseconds;

        public double Pass(double milliseconds)
        {
            _milliseconds += milliseconds;
            return milliseconds;
        }
    }
}
