using System.Diagnostics.Metrics;

namespace DenseEdge.Hosting.Tests;

public sealed class MetricsServerTests
{
    [Fact]
    public async Task Metrics_OfEveryKind_AreWrittenAsPrometheusReadsThem()
    {
        using Meter meter = new("DenseEdge.Test.Kinds");
        using MetricsServer server = MetricsServer.Start("http://:0", "DenseEdge.Test.Kinds");
        Counter<long> frames = meter.CreateCounter<long>("test.frames", "{frame}", "Frames that came.");
        UpDownCounter<int> level = meter.CreateUpDownCounter<int>("test.level");
        Histogram<double> age = meter.CreateHistogram(
            "test.age", "s", "Age.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5] });
        meter.CreateObservableGauge("test.temperature", () => new Measurement<double>(41.5, new KeyValuePair<string, object?>("sensor", "cpu")), "Cel");
        frames.Add(2, new KeyValuePair<string, object?>("source", "a\"b\\c\nd"));
        frames.Add(3, new KeyValuePair<string, object?>("source", "a\"b\\c\nd"));
        level.Add(3);
        level.Add(-1);
        age.Record(0.05);
        age.Record(0.1);
        age.Record(0.3);
        age.Record(7);

        using HttpClient prometheus = new();
        string text = await prometheus.GetStringAsync(server.Address);

        // Buckets count everything up to their boundary: 0.05 and 0.1 below 0.1; 0.3 as well below 0.5. The sum: 7.45.
        Assert.Equal(
            """
            # HELP test_age_seconds Age.
            # TYPE test_age_seconds histogram
            test_age_seconds_bucket{le="0.1"} 2
            test_age_seconds_bucket{le="0.5"} 3
            test_age_seconds_bucket{le="+Inf"} 4
            test_age_seconds_sum 7.45
            test_age_seconds_count 4
            # HELP test_frames_total Frames that came.
            # TYPE test_frames_total counter
            test_frames_total{source="a\"b\\c\nd"} 5
            # TYPE test_level gauge
            test_level 2
            # TYPE test_temperature_celsius gauge
            test_temperature_celsius{sensor="cpu"} 41.5

            """,
            text);
    }

    [Fact]
    public void Metrics_OfOtherMeters_AreNotOffered()
    {
        using Meter other = new("DenseEdge.Test.Other");
        using MetricsServer server = MetricsServer.Start("http://:0", "DenseEdge.Test.None");
        other.CreateCounter<int>("test.other").Add(1);

        Assert.Equal("", server.Collect());
    }

    [Fact]
    public void Gauge_WhoseSensorIsGone_HasNoValueAnyMore()
    {
        using Meter meter = new("DenseEdge.Test.Gone");
        using MetricsServer server = MetricsServer.Start("http://:0", "DenseEdge.Test.Gone");
        List<Measurement<int>> sensors = [new(7, new KeyValuePair<string, object?>("sensor", "fan"))];
        meter.CreateObservableGauge("test.speed", () => sensors);
        Assert.Contains("test_speed{sensor=\"fan\"} 7\n", server.Collect(), StringComparison.Ordinal);

        sensors.Clear();

        Assert.Equal("", server.Collect());
    }

    [Fact]
    public void Measurement_OfAKnownSeries_AllocatesNothing()
    {
        using Meter meter = new("DenseEdge.Test.Cost");
        using MetricsServer server = MetricsServer.Start("http://:0", "DenseEdge.Test.Cost");
        Histogram<double> age = meter.CreateHistogram<double>("test.age", "s");
        KeyValuePair<string, object?> source = new("source", "test");
        age.Record(0.1, source);
        age.Record(0.2, source);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            age.Record(0.3, source);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Start_WithoutMeters_IsAnError()
        => Assert.Contains("at least one meter", Assert.Throws<ArgumentException>(() => MetricsServer.Start("http://:0")).Message,
            StringComparison.Ordinal);
}
