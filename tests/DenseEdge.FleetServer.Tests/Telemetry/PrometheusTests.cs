using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;
using DenseEdge.FleetServer.Telemetry;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Telemetry;

public sealed partial class PrometheusTests
{
    [Fact]
    public void Histogram_OfFourValues_CountsThemUpToEachBound()
    {
        using Meter meter = new("test");
        Histogram<double> made = meter.CreateHistogram<double>("work.duration", "s", "Time\nof work.");
        MetricFamily family = new(made, MetricKind.Histogram, [0.5, 1]);
        foreach (double value in new[] { 0.25, 0.5, 0.75, 8 })
        {
            family.Take(value, [new("kind", "a\"b\\c\nd")]);
        }

        Assert.Equal(
            """
            # HELP work_duration_seconds Time\nof work.
            # TYPE work_duration_seconds histogram
            work_duration_seconds_bucket{kind="a\"b\\c\nd",le="0.5"} 2
            work_duration_seconds_bucket{kind="a\"b\\c\nd",le="1"} 3
            work_duration_seconds_bucket{kind="a\"b\\c\nd",le="+Inf"} 4
            work_duration_seconds_sum{kind="a\"b\\c\nd"} 9.5
            work_duration_seconds_count{kind="a\"b\\c\nd"} 4

            """,
            PrometheusText.Write([family]), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Counter_OfSeveralSeries_AddsEachUpForItself()
    {
        using Meter meter = new("test");
        MetricFamily family = new(meter.CreateCounter<long>("polls", "{poll}", "Polls."), MetricKind.Counter, null);
        family.Take(1, [new("told", "nothing")]);
        family.Take(2, [new("told", "nothing")]);
        family.Take(4, [new("told", "cancel")]);

        string[] lines = PrometheusText.Write([family]).Split('\n');

        Assert.Contains("polls_total{told=\"nothing\"} 3", lines);
        Assert.Contains("polls_total{told=\"cancel\"} 4", lines);
        Assert.Contains("# TYPE polls_total counter", lines);
    }

    [Fact]
    public void Labels_ThatAClientChooses_CannotFillTheMemory()
    {
        using Meter meter = new("test");
        MetricFamily family = new(meter.CreateCounter<long>("flood"), MetricKind.Counter, null);
        for (int label = 0; label < MetricFamily.MostSeries + 500; label++)
        {
            family.Take(1, [new("label", label)]);
        }

        Assert.Equal(MetricFamily.MostSeries + 1, family.Series.Count());
        Assert.Contains("flood_total{otel_metric_overflow=\"true\"} 500", PrometheusText.Write([family]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http.server.request.duration", "s", "Histogram", "http_server_request_duration_seconds")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", "ObservedCounter", "dotnet_gc_heap_total_allocated_bytes_total")]
    [InlineData("kestrel.active_connections", "{connection}", "Sum", "kestrel_active_connections")]
    [InlineData("9lives", null, "Gauge", "_9lives")]
    public void Name_OfAnInstrument_FollowsOpenTelemetrysRules(string name, string? unit, string kind, string expected)
        => Assert.Equal(expected, MetricName.Of(name, unit, Enum.Parse<MetricKind>(kind)));

    [Fact]
    public async Task Metrics_OfANode_AreInTheFormatAndCountPolls()
    {
        await using FleetNode node = await FleetNode.StartAsync();
        DdiDevice device = await node.AddDeviceAsync("measured");
        await device.PollAsync();
        await device.PollAsync();

        using HttpResponseMessage answer = await node.SendAsync(HttpMethod.Get, "/metrics", $"Bearer {node.Viewer}");

        string text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("denseedge_fleet_polls_total{told=\"nothing\"}", text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_bucket", text, StringComparison.Ordinal);
        Assert.All(
            text.TrimEnd('\n').Split('\n'),
            line => Assert.True(line.StartsWith("# ", StringComparison.Ordinal) || Line().IsMatch(line), line));
        string[] types = [.. text.Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal))];
        Assert.Equal(types.Length, types.Distinct().Count());
    }

    [GeneratedRegex("""^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\.)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\.)*")*\})? (-?[0-9.]+([eE][+-]?[0-9]+)?|[+-]Inf|NaN)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
