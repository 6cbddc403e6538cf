using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Devices;

public sealed class DeviceStoreTests
{
    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Add_NewDevice_CanBeFoundWithEverything(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.Store.Devices.AddAsync(new NewDevice
        {
            Id = "cam-ü 1",
            Name = "Entrance",
            TokenHash = "hash",
            Tags = ["b", "a"],
            Attributes = new Dictionary<string, string> { ["site"] = "hall", ["denseedge.board"] = "orin-nano" },
        });

        Device device = (await fleet.Store.Devices.FindAsync("cam-ü 1"))!;

        Assert.Equal("Entrance", device.Name);
        Assert.Equal("orin-nano", device.Board);
        Assert.Equal(["a", "b"], device.Tags);
        Assert.Equal("hall", device.Attributes["site"]);
        Assert.Equal(DeviceState.Unknown, device.State);
        Assert.Equal(DeviceHealth.Unknown, device.Health);
        Assert.Equal(fleet.Time.Now, device.FirstSeen);
        Assert.Null(device.LastPoll);
        Assert.Null(await fleet.Store.Devices.FindAsync("cam-ü 2"));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Add_TakenIdentifier_IsAConflict(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDeviceAsync("cam");

        FleetException fault = await Assert.ThrowsAsync<FleetException>(() => fleet.AddDeviceAsync("cam"));

        Assert.Equal(FleetFault.Conflict, fault.Fault);
        Assert.False(await fleet.Store.Devices.TryAddAsync(new NewDevice { Id = "cam" }));
        Assert.True(await fleet.Store.Devices.TryAddAsync(new NewDevice { Id = "cam2" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData(" a")]
    public async Task Add_IdentifierThatFitsNoPath_IsRefused(string id)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(DatabaseKind.Sqlite);

        FleetException fault = await Assert.ThrowsAsync<FleetException>(() => fleet.AddDeviceAsync(id));

        Assert.Equal(FleetFault.Invalid, fault.Fault);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Seen_Batch_SetsLastPollAndRegisters(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(3);
        DateTimeOffset later = fleet.Time.Now.AddSeconds(5);

        await fleet.Store.Devices.SeenAsync(
            [new PollSighting("cam000", fleet.Time.Now, "10.0.0.1"), new PollSighting("cam001", later, null),
                new PollSighting("gone", later, "x")]);
        await fleet.Store.Devices.SeenAsync([new PollSighting("cam001", fleet.Time.Now, "10.0.0.2")]);

        Device first = (await fleet.Store.Devices.FindAsync("cam000"))!;
        Device second = (await fleet.Store.Devices.FindAsync("cam001"))!;
        Device third = (await fleet.Store.Devices.FindAsync("cam002"))!;
        Assert.Equal((fleet.Time.Now, "10.0.0.1", DeviceState.Registered), (first.LastPoll, first.Address, first.State));
        Assert.Equal((later, null, DeviceState.Registered), (second.LastPoll, second.Address, second.State));
        Assert.Equal((null, DeviceState.Unknown), (third.LastPoll, third.State));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Health_NoPollForThreeIntervals_IsSilent(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(2);
        await fleet.Store.Devices.SetAttributesAsync(
            "cam000", new Dictionary<string, string> { ["denseedge.health"] = "degraded" }, AttributeMode.Merge);
        await fleet.Store.Devices.ChangeAsync("cam001", new DeviceChange { PollSeconds = 60 });
        await fleet.Store.Devices.SeenAsync(
            [new PollSighting("cam000", fleet.Time.Now, null), new PollSighting("cam001", fleet.Time.Now, null)]);

        fleet.Time.Advance(90);
        Assert.Equal(DeviceHealth.Degraded, (await fleet.Store.Devices.FindAsync("cam000"))!.Health);
        fleet.Time.Advance(0.001);
        Assert.Equal(DeviceHealth.Silent, (await fleet.Store.Devices.FindAsync("cam000"))!.Health);
        Assert.Equal(DeviceHealth.Unknown, (await fleet.Store.Devices.FindAsync("cam001"))!.Health);

        DeviceTotals totals = await fleet.Store.Devices.TotalsAsync();
        Assert.Equal(2, totals.Devices);
        Assert.Equal(1, totals.Health[DeviceHealth.Silent]);
        Assert.Equal(2, totals.States[DeviceState.Registered]);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Health_OfADeviceThatPollsEverySecond_IsSilentAfterTwelve(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(1);
        await fleet.Store.Devices.ChangeAsync("cam000", new DeviceChange { PollSeconds = 1 });
        await fleet.Store.Devices.SeenAsync([new PollSighting("cam000", fleet.Time.Now, null)]);

        fleet.Time.Advance(12);
        Assert.Equal(DeviceHealth.Unknown, (await fleet.Store.Devices.FindAsync("cam000"))!.Health);
        fleet.Time.Advance(0.001);
        Assert.Equal(DeviceHealth.Silent, (await fleet.Store.Devices.FindAsync("cam000"))!.Health);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task SetAttributes_ModesMeetWhatIsThere(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDeviceAsync("cam", ("a", "1"), ("b", "2"));
        Assert.True((await fleet.Store.Devices.PollAsync("cam"))!.WantsAttributes);

        await fleet.Store.Devices.SetAttributesAsync(
            "cam", new Dictionary<string, string> { ["b"] = "3", ["c"] = "4" }, AttributeMode.Merge);
        Assert.Equal(["a=1", "b=3", "c=4"], await AttributesAsync(fleet));
        Assert.False((await fleet.Store.Devices.PollAsync("cam"))!.WantsAttributes);

        await fleet.Store.Devices.SetAttributesAsync(
            "cam", new Dictionary<string, string> { ["b"] = string.Empty }, AttributeMode.Remove);
        Assert.Equal(["a=1", "c=4"], await AttributesAsync(fleet));

        await fleet.Store.Devices.SetAttributesAsync(
            "cam", new Dictionary<string, string> { ["d"] = "5" }, AttributeMode.Replace);
        Assert.Equal(["d=5"], await AttributesAsync(fleet));

        await fleet.Store.Devices.RequestAttributesAsync("cam");
        Assert.True((await fleet.Store.Devices.PollAsync("cam"))!.WantsAttributes);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task SetAttributes_BeyondALimit_ChangesNothing(DatabaseKind kind)
    {
        await using TestFleet fleet =
            await TestFleet.OpenAsync(kind, new FleetLimits { AttributesPerDevice = 2, CharactersPerAttribute = 4 });
        await fleet.AddDeviceAsync("cam", ("a", "1"));

        foreach (var attributes in new Dictionary<string, string>[]
        {
            new() { ["b"] = "2", ["c"] = "3" }, new() { ["b"] = "12345" }, new() { [new string('n', 65)] = "1" },
                new() { ["b\n"] = "1" },
        })
        {
            FleetException fault = await Assert.ThrowsAsync<FleetException>(
                () => fleet.Store.Devices.SetAttributesAsync("cam", attributes, AttributeMode.Merge));
            Assert.Equal(FleetFault.Invalid, fault.Fault);
        }

        Assert.Equal(["a=1"], await AttributesAsync(fleet));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task SetAttributes_ValueThatNoDatabaseTakes_IsMadeHarmless(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDeviceAsync("cam");

        await fleet.Store.Devices.SetAttributesAsync(
            "cam", new Dictionary<string, string> { ["a"] = "x\0y\ud800z'; DROP TABLE devices; --" }, AttributeMode.Merge);

        Assert.Equal(["a=x\ufffdy\ufffdz'; DROP TABLE devices; --"], await AttributesAsync(fleet));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Change_TagsNamePollAndAttributes_AreAsAsked(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDeviceAsync("cam", ("a", "1"), ("b", "2"));
        await fleet.Store.Devices.ChangeAsync("cam", new DeviceChange { AddTags = ["x", "y"] });

        Device device = await fleet.Store.Devices.ChangeAsync("cam", new DeviceChange
        {
            Name = "Gate",
            AddTags = ["z", "x"],
            RemoveTags = ["y", "never"],
            PollSeconds = 5,
            Attributes = new Dictionary<string, string?> { ["a"] = null, ["c"] = "3" },
        });

        Assert.Equal("Gate", device.Name);
        Assert.Equal(["x", "z"], device.Tags);
        Assert.Equal(5, device.PollSeconds);
        Assert.Equal(["b=2", "c=3"], await AttributesAsync(fleet));
        Assert.Null((await fleet.Store.Devices.ChangeAsync("cam", new DeviceChange { PollSeconds = 0 })).PollSeconds);
        FleetException missing =
            await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Devices.ChangeAsync("no", new DeviceChange()));
        Assert.Equal(FleetFault.NotFound, missing.Fault);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task List_EveryOrderInPages_GivesEachDeviceOnce(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        for (int i = 0; i < 7; i++)
        {
            // Equal values in pairs, so that the order needs the identifier too.
            (string, string)[] attributes =
                i == 3 ? [] : [("denseedge.version", $"1.{8 + (i / 2)}"), ("denseedge.latency_p95_ms", $"{20.5 + (i / 2)}")];
            await fleet.AddDeviceAsync($"cam{i}");
            await fleet.Store.Devices.SetAttributesAsync(
                $"cam{i}", attributes.ToDictionary(pair => pair.Item1, pair => pair.Item2), AttributeMode.Merge);
        }

        foreach (string sort in new[] { "id", "-id", "name", "board", "state", "health", "model", "version", "-version",
            "last_poll", "first_seen", "latency_p50_ms", "latency_p95_ms", "-latency_p95_ms", "temperature_c" })
        {
            List<string> all = [];
            string? cursor = null;
            do
            {
                Page<Device> page =
                    await fleet.Store.Devices.ListAsync(new DeviceQuery { Limit = 2, Sort = sort, Cursor = cursor });
                Assert.Equal(7, page.Total);
                all.AddRange(page.Items.Select(device => device.Id));
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(7, all.Distinct().Count());
            Assert.Equal(7, all.Count);
            if (sort == "version")
            {
                Assert.Equal(["cam3", "cam0", "cam1", "cam2", "cam4", "cam5", "cam6"], all);
            }

            if (sort == "-latency_p95_ms")
            {
                Assert.Equal(["cam6", "cam5", "cam4", "cam2", "cam1", "cam0", "cam3"], all);
            }
        }

        await Assert.ThrowsAsync<FleetException>(
            () => fleet.Store.Devices.ListAsync(new DeviceQuery { Sort = "id; DROP TABLE devices" }));
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Devices.ListAsync(new DeviceQuery { Cursor = "!!" }));
        await Assert.ThrowsAsync<FleetException>(
            () => fleet.Store.Devices.ListAsync(new DeviceQuery { Cursor = PageCursor.Write("a") }));
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Devices.ListAsync(new DeviceQuery { Limit = 0 }));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Delete_Device_TakesItsActionsAlong(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(2);
        await fleet.PublishAsync("1.4");
        DeviceAction action =
            await fleet.Store.Actions.AssignAsync(new NewAssignment { Device = "cam000", Model = "scene", Version = "1.4" });

        Assert.True(await fleet.Store.Devices.DeleteAsync("cam000"));

        Assert.False(await fleet.Store.Devices.DeleteAsync("cam000"));
        Assert.Null(await fleet.Store.Actions.FindAsync(action.Id));
        Assert.Equal(FeedbackOutcome.NotFound, await fleet.ReportAsync("cam000", action.Id, Execution.Closed));
        Assert.Equal(1, await fleet.Store.Devices.CountAsync(null));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task SetToken_ShowsInThePoll(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDeviceAsync("cam");

        await fleet.Store.Devices.SetTokenAsync("cam", "h1");

        DevicePoll poll = (await fleet.Store.Devices.PollAsync("cam"))!;
        Assert.Equal(("h1", null, null), (poll.TokenHash, poll.ActionId, poll.ActionState));
        Assert.Null(await fleet.Store.Devices.PollAsync("other"));
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Devices.SetTokenAsync("other", "h2"));
    }

    private static async Task<List<string>> AttributesAsync(TestFleet fleet) =>
        [.. (await fleet.Store.Devices.FindAsync("cam"))!.Attributes.OrderBy(
            pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}")];
}
