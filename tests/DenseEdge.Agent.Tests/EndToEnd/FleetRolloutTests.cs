using System.Text.Json;
using DenseEdge.Agent.Serving;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>A real agent's parts and the real fleet server: a rollout brings a real bundle to the device, and another one that
/// fails on it stays away.</summary>
[Trait("Category", "long")]
public sealed class FleetRolloutTests : IDisposable
{
    private const int MostPolls = 200;

    private readonly ScenePublisher _publisher = new();
    private readonly RealDevice _device;

    public FleetRolloutTests() => _device = new RealDevice(_publisher);

    public void Dispose()
    {
        _device.Dispose();
        _publisher.Dispose();
    }

    [Fact]
    public async Task Rollout_OfAGoodAndOfABadBundle_ReachesTheDeviceAndTellsTheServer()
    {
        using FleetServerProcess fleet = new();
        using IUpdateServer server = _device.Server(
            new ServerOptions { Url = fleet.Address, DeviceId = "cam-7", GatewayToken = FleetServerProcess.GatewayToken });
        Assert.Equal(UpdateOutcome.Current, (await PollAsync(server)).Outcome);
        await fleet.PublishAsync(_publisher.Bundle(SceneRelease.First));
        await fleet.PublishAsync(_publisher.Bundle(SceneRelease.Second with { GoldenMetersPerRed = 0.5f }));

        long good = await fleet.RollOutAsync("1.0.0", $"board={RealDevice.Board}");
        await PollUntilAsync(server, async () => (await fleet.GetAsync($"/rollouts/{good}")).Text("state") == "finished");

        _device.AssertRuns(SceneRelease.First);
        JsonElement device = await fleet.GetAsync("/devices/cam-7");
        Assert.Equal(("in_sync", "good", "1.0.0"), (device.Text("state"), device.Text("health"), device.Text("version")));
        Assert.True(device.GetProperty("latency_p95_ms").GetDouble() > 0);

        await fleet.RollOutAsync("1.1.0", $"board={RealDevice.Board}");
        await PollUntilAsync(server, async () => await ActionStateAsync(fleet, "1.1.0") == "failed");

        _device.AssertRuns(SceneRelease.First);
        JsonElement failed = await ActionAsync(fleet, "1.1.0");
        Assert.Contains("trial: failed", failed.GetProperty("reports").GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ActionAsync(FleetServerProcess fleet, string version)
        => (await fleet.GetAsync("/devices/cam-7")).GetProperty("actions").EnumerateArray()
            .FirstOrDefault(action => action.Text("version") == version);

    private static async Task<string?> ActionStateAsync(FleetServerProcess fleet, string version)
        => await ActionAsync(fleet, version) is { ValueKind: JsonValueKind.Object } action ? action.Text("state") : null;

    private Task<UpdateResult> PollAsync(IUpdateServer server) => server.PollAsync(_device.Machine, CancellationToken.None);

    private async Task PollUntilAsync(IUpdateServer server, Func<Task<bool>> isSo)
    {
        for (int poll = 0; !await isSo(); poll++)
        {
            UpdateResult result = await PollAsync(server);
            Assert.True(poll < MostPolls, $"{MostPolls} polls, and at last: {result}");

            // Slower than a device may poll, so that waiting is no flood.
            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }
    }
}
