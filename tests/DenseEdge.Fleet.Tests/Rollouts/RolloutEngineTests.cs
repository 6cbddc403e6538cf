using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Rollouts;

public sealed class RolloutEngineTests
{
    private static readonly RolloutSettings CanaryThenAll = new()
    {
        Groups = [new("canary", 2, null), new(null, null, 100)],
        SuccessPercent = 100,
        ErrorPercent = 50,
        SoakSeconds = 60,
    };

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Rollout_CanarySucceeds_SoaksThenReachesAllAndFinishes(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(7);
        Rollout rollout = await fleet.StartAsync(CanaryThenAll);
        Assert.Equal((RolloutState.Running, 7, 7), (rollout.State, rollout.Counts.Total, rollout.Counts.Scheduled));
        Assert.Equal([2, 5], rollout.Groups.Select(group => group.Counts.Total));
        Assert.Empty(await fleet.OffersAsync());

        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((2, 5), (rollout.Counts.Offered, rollout.Counts.Scheduled));
        Assert.Equal(0, await fleet.Engine.TickAsync());

        await fleet.FinishAsync(2);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal(GroupState.Soaking, rollout.Groups[0].State);
        Assert.Equal(fleet.Time.Now.AddSeconds(60), rollout.Groups[0].SoakUntil);
        Assert.Equal(0, rollout.Counts.Offered);

        fleet.Time.Advance(59.999);
        Assert.Equal(0, (await fleet.TickAsync(rollout.Id)).Counts.Offered);
        fleet.Time.Advance(0.001);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((GroupState.Finished, GroupState.Running, 5),
            (rollout.Groups[0].State, rollout.Groups[1].State, rollout.Counts.Offered));

        await fleet.FinishAsync(5);
        await fleet.TickAsync(rollout.Id);
        fleet.Time.Advance(60);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((RolloutState.Finished, 7), (rollout.State, rollout.Counts.Succeeded));
        Assert.Equal(fleet.Time.Now, rollout.Ended);
        Assert.Null(rollout.Reason);
        Assert.Equal(7, await fleet.Store.Devices.CountAsync("version=1.4 and state=in_sync"));
        Assert.Equal(0, await fleet.Engine.TickAsync());
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Rollout_ErrorThresholdReached_PausesAndOffersNothing(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(20);
        Rollout rollout =
            await fleet.StartAsync(new RolloutSettings { SuccessPercent = 90, ErrorPercent = 40, MinimumCount = 5 });
        await fleet.TickAsync(rollout.Id);

        // 2 of 2, then 2 of 4 failed: above 40 %, but fewer than 5 have finished.
        await fleet.FinishAsync(2, ExecutionResult.Failure);
        Assert.Equal(RolloutState.Running, (await fleet.TickAsync(rollout.Id)).State);
        await fleet.FinishAsync(2);
        Assert.Equal(RolloutState.Running, (await fleet.TickAsync(rollout.Id)).State);

        // The fifth: 2 of 5 = 40 %, the limit.
        await fleet.FinishAsync(1);
        rollout = await fleet.TickAsync(rollout.Id);

        Assert.Equal((RolloutState.Paused, GroupState.Stopped), (rollout.State, rollout.Groups[0].State));
        Assert.Equal("emergency: 2 of 5 finished devices of group 'group 1' failed; the limit is 40 %", rollout.Reason);
        Assert.Equal((0, 15), (rollout.Counts.Offered, rollout.Counts.Scheduled));
        Assert.Empty(await fleet.OffersAsync());

        // Resumed: those failures are excused, new ones aren't.
        await fleet.Store.Rollouts.ResumeAsync(rollout.Id);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((RolloutState.Running, 15), (rollout.State, rollout.Counts.Offered));
        await fleet.FinishAsync(4, ExecutionResult.Failure);
        Assert.Equal(RolloutState.Running, (await fleet.TickAsync(rollout.Id)).State);
        await fleet.FinishAsync(1);
        Assert.Equal(RolloutState.Paused, (await fleet.TickAsync(rollout.Id)).State);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Rollout_MoreAttempts_OnlyTheLastFailureCounts(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(2);
        Rollout rollout = await fleet.StartAsync(new RolloutSettings { ErrorPercent = 0, Attempts = 3 });
        await fleet.TickAsync(rollout.Id);
        var ids = new HashSet<long>();
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            (await fleet.OffersAsync()).ForEach(offer => Assert.True(ids.Add(offer.ActionId!.Value)));
            await fleet.FinishAsync(2, ExecutionResult.Failure);
            rollout = await fleet.TickAsync(rollout.Id);
            Assert.Equal((RolloutState.Running, 2, 2), (rollout.State, rollout.Counts.Total, rollout.Counts.Offered));
        }

        await fleet.FinishAsync(1);
        await fleet.FinishAsync(1, ExecutionResult.Failure);
        rollout = await fleet.TickAsync(rollout.Id);

        Assert.Equal((RolloutState.Paused, 1, 1), (rollout.State, rollout.Counts.Succeeded, rollout.Counts.Failed));
        Assert.Equal([3, 3], (await fleet.Store.Rollouts.ListDevicesAsync(rollout.Id, new RolloutDeviceQuery())).Items.Select(
            action => action.Attempt));
        Assert.Equal(3, (await fleet.Store.Actions.ListAsync("cam000")).Count);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Abort_OfferedAndStarted_NothingStartsAndTheVersionIsPinned(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(6);
        Rollout rollout = await fleet.StartAsync(new RolloutSettings { Groups = [new(null, 4, null)], ErrorPercent = 100 });
        await fleet.TickAsync(rollout.Id);
        await fleet.FinishAsync(1);
        List<DevicePoll> offers = await fleet.OffersAsync();
        await fleet.Store.Actions.StartAsync(offers[0].Id, offers[0].ActionId!.Value);

        rollout = await fleet.Store.Rollouts.AbortAsync(rollout.Id);

        Assert.Equal((RolloutState.Aborted, 1, 1, 4),
            (rollout.State, rollout.Counts.Succeeded, rollout.Counts.Started, rollout.Counts.Canceled));
        Assert.Null(await fleet.Store.Actions.StartAsync(offers[1].Id, offers[1].ActionId!.Value));
        Assert.Equal(FeedbackOutcome.Ended,
            await fleet.ReportAsync(offers[1].Id, offers[1].ActionId!.Value, Execution.Closed, ExecutionResult.Success));
        Assert.Equal(ActionState.Canceling, (await fleet.Store.Devices.PollAsync(offers[0].Id))!.ActionState);
        Assert.Equal(0, await fleet.Engine.TickAsync());
        List<Device> devices = [.. (await fleet.Store.Devices.ListAsync(new DeviceQuery())).Items];
        Assert.Equal(5, devices.Count(device => device.Pinned.SequenceEqual(["scene 1.4"])));
        Assert.Equal((4, 1), (devices.Count(device => device.State == DeviceState.Unknown),
            devices.Count(device => device.State == DeviceState.Pending)));

        // A device that had started and finishes all the same runs the version: its pin goes.
        await fleet.ReportAsync(offers[0].Id, offers[0].ActionId!.Value, Execution.Closed, ExecutionResult.Success);
        Assert.Empty((await fleet.Store.Devices.FindAsync(offers[0].Id))!.Pinned);

        // A later rollout leaves the pinned ones out; one whose pin was taken off takes part.
        var again = new NewRollout { Model = "scene", Version = "1.4", Start = true };
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Rollouts.AddAsync(again));
        Assert.True(await fleet.Store.Devices.UnpinAsync(offers[1].Id, "scene", "1.4"));
        Assert.Equal(1, (await fleet.Store.Rollouts.AddAsync(again)).Counts.Total);
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Rollouts.AbortAsync(rollout.Id));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Retry_AfterAbort_GivesTheRestAnotherAttempt(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(6);
        Rollout rollout = await fleet.StartAsync(CanaryThenAll with { SoakSeconds = 0 });
        await fleet.TickAsync(rollout.Id);
        await fleet.FinishAsync(1);
        await fleet.Store.Rollouts.AbortAsync(rollout.Id);

        rollout = await fleet.Store.Rollouts.RetryAsync(rollout.Id);

        Assert.Equal((RolloutState.Running, 6, 5, 1),
            (rollout.State, rollout.Counts.Total, rollout.Counts.Scheduled, rollout.Counts.Succeeded));
        Assert.All((await fleet.Store.Devices.ListAsync(new DeviceQuery())).Items, device => Assert.Empty(device.Pinned));
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal(1, rollout.Counts.Offered);
        await fleet.FinishAsync(1);
        await fleet.TickAsync(rollout.Id);
        await fleet.FinishAsync(4);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((RolloutState.Finished, 6), (rollout.State, rollout.Counts.Succeeded));
        Assert.Equal(FleetFault.Conflict,
            (await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Rollouts.RetryAsync(rollout.Id))).Fault);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Pause_TakesOffersBack_ResumeGivesThemAgain(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(3);
        Rollout rollout = await fleet.StartAsync(new RolloutSettings());
        await fleet.TickAsync(rollout.Id);
        List<DevicePoll> offers = await fleet.OffersAsync();
        await fleet.Store.Actions.StartAsync(offers[0].Id, offers[0].ActionId!.Value);

        rollout = await fleet.Store.Rollouts.PauseAsync(rollout.Id);

        Assert.Equal((RolloutState.Paused, 2, 1), (rollout.State, rollout.Counts.Scheduled, rollout.Counts.Started));
        Assert.Null(await fleet.Store.Actions.StartAsync(offers[1].Id, offers[1].ActionId!.Value));
        Assert.Equal(FeedbackOutcome.Accepted,
            await fleet.ReportAsync(offers[0].Id, offers[0].ActionId!.Value, Execution.Closed, ExecutionResult.Success));
        Assert.Equal(0, await fleet.Engine.TickAsync());

        await fleet.Store.Rollouts.ResumeAsync(rollout.Id);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((2, 1), (rollout.Counts.Offered, rollout.Counts.Succeeded));
        Assert.NotNull(await fleet.Store.Actions.StartAsync(offers[1].Id, offers[1].ActionId!.Value));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Next_StartsTheNextGroupWithoutSuccess(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(5);
        Rollout rollout = await fleet.StartAsync(CanaryThenAll);
        await fleet.TickAsync(rollout.Id);

        await fleet.Store.Rollouts.NextAsync(rollout.Id);
        rollout = await fleet.TickAsync(rollout.Id);

        Assert.Equal((5, GroupState.Finished, GroupState.Running),
            (rollout.Counts.Offered, rollout.Groups[0].State, rollout.Groups[1].State));
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Rollouts.NextAsync(rollout.Id));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Rate_GrowsWithSuccess_AndBoundsWhatIsOffered(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(60);
        Rollout rollout = await fleet.StartAsync(new RolloutSettings { Rate = new RolloutRate(6, 2, 10, 60) });

        // 6 per minute: at once the first, then one every 10 s.
        Assert.Equal(1, (await fleet.TickAsync(rollout.Id)).Counts.Offered);
        for (int second = 1; second < 60; second++)
        {
            fleet.Time.Advance(1);
            rollout = await fleet.TickAsync(rollout.Id);
            Assert.Equal((second / 10) + 1, rollout.Counts.Offered);
        }

        // After 10 successes: 12 per minute, one every 5 s.
        for (int second = 60; rollout.Counts.Offered < 10; second++)
        {
            fleet.Time.Advance(1);
            rollout = await fleet.TickAsync(rollout.Id);
        }

        await fleet.FinishAsync(10);
        fleet.Time.Advance(10);
        await fleet.TickAsync(rollout.Id);
        long before = (await fleet.Store.Rollouts.FindAsync(rollout.Id))!.Counts.Offered;
        for (int second = 0; second < 60; second++)
        {
            fleet.Time.Advance(1);
            rollout = await fleet.TickAsync(rollout.Id);
        }

        Assert.Equal(before + 12, rollout.Counts.Offered);

        // A node that was away for an hour makes up for two seconds only.
        fleet.Time.Advance(3600);
        long away = rollout.Counts.Offered;
        Assert.Equal(away + 1, (await fleet.TickAsync(rollout.Id)).Counts.Offered);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Window_Closed_TakesOffersBackAndOpensAgain(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(2);
        var window = new RolloutWindow(new TimeOnly(22, 0), new TimeOnly(2, 0), [DayOfWeek.Monday], "Europe/Berlin");
        Rollout rollout = await fleet.StartAsync(new RolloutSettings { Window = window });
        Assert.Equal(0, (await fleet.TickAsync(rollout.Id)).Counts.Offered);

        fleet.Time.Now = new(2026, 3, 2, 21, 0, 0, TimeSpan.Zero);
        Assert.Equal(2, (await fleet.TickAsync(rollout.Id)).Counts.Offered);
        List<DevicePoll> offers = await fleet.OffersAsync();
        await fleet.Store.Actions.StartAsync(offers[0].Id, offers[0].ActionId!.Value);

        // 01:00 UTC on Tuesday is 02:00 in Berlin: closed.
        fleet.Time.Now = new(2026, 3, 3, 1, 0, 0, TimeSpan.Zero);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((0, 1, 1), (rollout.Counts.Offered, rollout.Counts.Started, rollout.Counts.Scheduled));
        Assert.Null(await fleet.Store.Actions.StartAsync(offers[1].Id, offers[1].ActionId!.Value));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Start_ManyDevices_PutsEachIntoOneGroupInAnOrderOfItsOwn(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(30);
        Rollout rollout = await fleet.StartAsync(new RolloutSettings
        {
            Groups = [
            new("canary", 3, null), new(null, null, 10), new(null, null, 50), new("all", null, 100)]
        });

        Page<DeviceAction> page = await fleet.Store.Rollouts.ListDevicesAsync(rollout.Id, new RolloutDeviceQuery { Limit = 20 });
        Page<DeviceAction> rest =
            await fleet.Store.Rollouts.ListDevicesAsync(rollout.Id, new RolloutDeviceQuery { Limit = 20, Cursor = page.Next });

        // 3; up to 3 (10 % of 30, of which 3 are taken); up to 15; up to 30.
        Assert.Equal([3, 0, 12, 15], rollout.Groups.Select(group => group.Counts.Total));
        List<DeviceAction> all = [.. page.Items, .. rest.Items];
        Assert.Equal(30, all.Select(action => action.Device).Distinct().Count());
        Assert.Equal(all.OrderBy(action => action.Group), all);
        Assert.Null(rest.Next);
        Assert.NotEqual(all.Select(action => action.Device).Order(StringComparer.Ordinal), all.Select(action => action.Device));
        Assert.Equal(
            GroupPlan.Order(rollout.Id, all.Select(action => action.Device).Reverse()), all.Select(action => action.Device));

        // An empty group is passed without a stop.
        await fleet.TickAsync(rollout.Id);
        await fleet.FinishAsync(3);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((GroupState.Finished, GroupState.Running, 12),
            (rollout.Groups[1].State, rollout.Groups[2].State, rollout.Counts.Offered));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Rollout_NewerOne_TakesTheDevicesOfAnOlder(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(3);
        Rollout older = await fleet.StartAsync(new RolloutSettings { Groups = [new(null, 1, null)] });
        await fleet.TickAsync(older.Id);
        List<DevicePoll> offers = await fleet.OffersAsync();
        await fleet.Store.Actions.StartAsync(offers[0].Id, offers[0].ActionId!.Value);
        Rollout newer = await fleet.StartAsync(new RolloutSettings(), "1.5");

        await fleet.Engine.TickAsync();
        older = (await fleet.Store.Rollouts.FindAsync(older.Id))!;
        newer = (await fleet.Store.Rollouts.FindAsync(newer.Id))!;
        Assert.Equal((2, 1, 3), (older.Counts.Canceled, older.Counts.Started, newer.Counts.Offered));

        // The device that had started refuses to cancel, finishes, and goes on to the newer one.
        await fleet.Store.Actions.ReportCancelAsync(
            offers[0].Id, offers[0].ActionId!.Value, new NewReport { Execution = Execution.Rejected });
        await fleet.ReportAsync(offers[0].Id, offers[0].ActionId!.Value, Execution.Closed, ExecutionResult.Success);
        Assert.Equal(3, await fleet.FinishAsync(3));
        await fleet.Engine.TickAsync();
        Assert.Equal(RolloutState.Finished, (await fleet.Store.Rollouts.FindAsync(older.Id))!.State);
        Assert.Equal(RolloutState.Finished, (await fleet.Store.Rollouts.FindAsync(newer.Id))!.State);
        Assert.Equal(3, await fleet.Store.Devices.CountAsync("version = 1.5"));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Rollout_WithConfirmation_AsksOnceEvenAcrossAPause(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(2);
        await fleet.Store.Devices.SetAutoConfirmAsync("cam001", true);
        Rollout rollout = await fleet.StartAsync(new RolloutSettings { Confirmation = true });
        await fleet.TickAsync(rollout.Id);
        DevicePoll poll = (await fleet.Store.Devices.PollAsync("cam000"))!;
        Assert.Equal(ActionState.WaitingConfirmation, poll.ActionState);
        Assert.Equal(ActionState.Offered, (await fleet.Store.Devices.PollAsync("cam001"))!.ActionState);

        await fleet.Store.Actions.ConfirmAsync("cam000", poll.ActionId!.Value, true, null, []);
        await fleet.Store.Rollouts.PauseAsync(rollout.Id);
        Assert.Equal(
            FeedbackOutcome.NotFound, await fleet.Store.Actions.ConfirmAsync("cam000", poll.ActionId.Value, true, null, []));
        await fleet.Store.Rollouts.ResumeAsync(rollout.Id);
        await fleet.TickAsync(rollout.Id);

        Assert.Equal(ActionState.Offered, (await fleet.Store.Devices.PollAsync("cam000"))!.ActionState);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Rollout_GroupEndsShortOfSuccess_PausesInsteadOfStallingForever(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(6);
        Rollout rollout = await fleet.StartAsync(CanaryThenAll with { SuccessPercent = 90, ErrorPercent = 60, SoakSeconds = 0 });
        await fleet.TickAsync(rollout.Id);
        await fleet.FinishAsync(1);
        await fleet.FinishAsync(1, ExecutionResult.Failure);

        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal(RolloutState.Paused, rollout.State);
        Assert.Equal("1 of 2 devices of group 'canary' succeeded; 90 % were wanted", rollout.Reason);

        // Resumed, the failure is excused and the next group begins.
        await fleet.Store.Rollouts.ResumeAsync(rollout.Id);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((RolloutState.Running, 4), (rollout.State, rollout.Counts.Offered));
        await fleet.FinishAsync(3);
        await fleet.FinishAsync(1, ExecutionResult.Failure);
        rollout = await fleet.TickAsync(rollout.Id);
        Assert.Equal((RolloutState.Finished, "3 of 4 devices of group 'group 2' succeeded; 90 % were wanted"),
            (rollout.State, rollout.Reason));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Add_WrongSettings_ListsAllOfIt(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        FleetException fault = await Assert.ThrowsAsync<FleetException>(() => fleet.StartAsync(new RolloutSettings
        {
            Groups = [new(null, null, 50), new(null, null, 20), new(null, 0, null), new(null, 1, 2)],
            SuccessPercent = 101,
            ErrorPercent = double.NaN,
            Attempts = 0,
            Rate = new RolloutRate(0.5),
            Window = new RolloutWindow(default, default, [], "Mars/Base"),
        }));

        Assert.Equal(
            "Rollout settings: success_percent: expected 0 to 100, found 101. error_percent: expected 0 to 100, found NaN. " +
            "attempts: expected 1 to 10, found 0. Group 2: percentages count all devices up to the group, so expected above " +
            "50 and at " +
            "most 100, found 20. Group 3: expected a count of at least 1, found 0. Group 4: expected either a count or a " +
            "percentage. " +
            "rate.per_minute: expected 1 to 1000000, found 0.5. window.time_zone: this machine knows no time zone " +
            "'Mars/Base'; expected " +
            "one such as Europe/Berlin or UTC.",
            fault.Message);
        await Assert.ThrowsAsync<FleetException>(() => fleet.StartAsync(new RolloutSettings(), filter: "board=="));
        Assert.Equal(FleetFault.Conflict,
            (await Assert.ThrowsAsync<FleetException>(() => fleet.StartAsync(new RolloutSettings(), filter: "board=x"))).Fault);
        Assert.Empty(await fleet.Store.Rollouts.ListAsync());
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Delete_RolloutThatEnded_ForgetsItsActions(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(1);
        Rollout rollout = await fleet.StartAsync(new RolloutSettings());
        await fleet.TickAsync(rollout.Id);
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Rollouts.DeleteAsync(rollout.Id));
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Models.DeleteAsync(1));
        await fleet.FinishAsync(1);
        await fleet.TickAsync(rollout.Id);

        Assert.True(await fleet.Store.Rollouts.DeleteAsync(rollout.Id));
        Assert.False(await fleet.Store.Rollouts.DeleteAsync(rollout.Id));
        Assert.Empty(await fleet.Store.Actions.ListAsync("cam000"));
        Assert.Single(await fleet.Store.Models.DeleteAsync(1));
    }
}
