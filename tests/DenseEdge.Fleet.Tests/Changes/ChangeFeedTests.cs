using System.Globalization;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Changes;

public sealed class ChangeFeedTests
{
    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Read_Changes_GivesEachOnceToAnyNode(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDeviceAsync("before");
        await using FleetDatabase other = await fleet.OpenNodeAsync();
        long since = await other.Changes.CurrentAsync();

        await fleet.AddDeviceAsync("cam");
        await fleet.PublishAsync("1.4");
        Rollout rollout = await fleet.Store.Rollouts.AddAsync(new NewRollout { Model = "scene", Version = "1.4" });

        ChangeBatch batch = await other.Changes.ReadAsync(since);
        Assert.False(batch.Missed);
        Assert.Equal(
            [(ChangeKind.Device, "cam"), (ChangeKind.Model, "1"), (ChangeKind.Rollout, rollout.Id.ToString(CultureInfo.InvariantCulture))],
            batch.Changes.Select(change => (change.Kind, change.Id)));
        Assert.Empty((await other.Changes.ReadAsync(batch.Next)).Changes);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Read_ManyWritersAtOnce_SkipsNothing(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        long since = await fleet.Store.Changes.CurrentAsync();
        var seen = new List<string?>();
        Task[] writers = [.. Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 25; i++)
            {
                await fleet.AddDeviceAsync($"cam{writer}-{i}");
            }
        }))];
        Task all = Task.WhenAll(writers);
        bool ended;
        do
        {
            ended = all.IsCompleted;
            ChangeBatch batch = await fleet.Store.Changes.ReadAsync(since);
            Assert.False(batch.Missed);
            seen.AddRange(batch.Changes.Select(change => change.Id));
            since = batch.Next;
        }
        while (!ended);
        await all;

        Assert.Equal(200, seen.Count);
        Assert.Equal(200, seen.Distinct().Count());
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Read_BeyondWhatIsKept_SaysThatSomeWereMissed(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind, new FleetLimits { Changes = 3 });
        long start = await fleet.Store.Changes.CurrentAsync();
        await fleet.AddDevicesAsync(5);
        long middle = await fleet.Store.Changes.CurrentAsync();
        Assert.Equal(5, (await fleet.Store.Changes.ReadAsync(start)).Changes.Count);
        Assert.True((await fleet.Store.Changes.ReadAsync(start, limit: 4)).Missed);

        await fleet.Store.MaintainAsync();

        Assert.True((await fleet.Store.Changes.ReadAsync(start)).Missed);
        Assert.False((await fleet.Store.Changes.ReadAsync(middle)).Missed);
        Assert.True((await fleet.Store.Changes.ReadAsync(middle + 1_000_000)).Missed);
    }
}
