using System.Net;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Telemetry;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Telemetry;

public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Export_OfARunningNode_ReachesACollectorWithTracesAndMetrics()
    {
        await using Collector collector = await Collector.StartAsync();
        await using FleetNode node = await FleetNode.StartAsync();
        using (TelemetryExport export = TelemetryExport.Start(new ServerSettings { Otlp = collector.Address })!)
        {
            DdiDevice device = await node.AddDeviceAsync("traced-1");
            using HttpResponseMessage poll = await device.SendAsync(HttpMethod.Get, device.Path);
            Assert.Equal(HttpStatusCode.OK, poll.StatusCode);
            await WaitForAsync(() => collector.Received("traces").Contains("GET /{tenant}/controller/v1/{id}", StringComparison.Ordinal));
        }

        // Metrics go out once a minute, and when the export ends.
        Assert.Contains("denseedge-fleet", collector.Received("traces"), StringComparison.Ordinal);
        Assert.Contains("denseedge.fleet.polls", collector.Received("metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain("traced-1", collector.Received("traces"), StringComparison.Ordinal);
        Assert.DoesNotContain(FleetNode.Gateway, collector.Received("traces"), StringComparison.Ordinal);
    }

    private static async Task WaitForAsync(Func<bool> isThere)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (!isThere())
        {
            await Task.Delay(100, patience.Token);
        }
    }

    [Fact]
    public void Start_WithoutACollector_SendsNothing() => Assert.Null(TelemetryExport.Start(new ServerSettings()));
}
