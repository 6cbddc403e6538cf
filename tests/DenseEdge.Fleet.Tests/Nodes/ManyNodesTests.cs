using System.Collections.Concurrent;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Nodes;

/// <summary>Several nodes, devices and operators at once on one database.</summary>
public sealed class ManyNodesTests
{
    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Tick_TwoNodesAndBusyDevices_OffersEachOnceAndKeepsTheThresholds(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await using FleetDatabase other = await fleet.OpenNodeAsync();
        await fleet.AddDevicesAsync(60);
        Rollout[] rollouts =
        [
            await fleet.StartAsync(Settings(), "1.4", "id < cam030"),
            await fleet.StartAsync(Settings(), "1.5", "id >= cam030"),
        ];
        var starts = new ConcurrentDictionary<long, int>();
        using var done = new CancellationTokenSource();
        Task[] ticks = [.. new[] { fleet.Store, other }.Select(node => Task.Run(() => TickUntilAsync(node, done.Token)))];
        Task[] devices = [.. Enumerable.Range(
            0, 4).Select(worker => Task.Run(() => WorkAsync(worker % 2 == 0 ? fleet.Store : other, worker, starts, done.Token)))];

        await UntilAsync(
            async () => (await fleet.Store.Rollouts.ListAsync()).All(rollout => rollout.State == RolloutState.Finished));
        await done.CancelAsync();
        await Task.WhenAll([.. ticks, .. devices]);

        Assert.Equal(60, starts.Count);
        foreach (Rollout rollout in await fleet.Store.Rollouts.ListAsync())
        {
            Assert.Equal((30, 30), (rollout.Counts.Total, rollout.Counts.Succeeded));
            await AssertOrderAsync(fleet, rollout.Id);
        }

        Assert.Equal(60, (await fleet.Store.Actions.TotalsAsync()).Values.Sum());

        static RolloutSettings Settings() =>
            new() { Groups = [new("canary", 3, null), new(null, null, 50), new(null, null, 100)], SuccessPercent = 100 };
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Abort_RacingWithStarts_NothingStartsAfterItWasAnswered(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await using FleetDatabase other = await fleet.OpenNodeAsync();
        await fleet.AddDevicesAsync(12);
        await fleet.PublishAsync("1.4");
        var random = new Random(5);
        int startedInAll = 0;
        for (int round = 0; round < 40; round++)
        {
            Rollout rollout = await NewRolloutAsync(fleet, $"2.{round}");
            List<DevicePoll> offers = await fleet.OffersAsync();
            Assert.Equal(12, offers.Count);
            using var answered = new ManualResetEventSlim();
            int late = 0;
            int started = 0;
            int before = random.Next(0, 10);
            Task[] starts = [.. offers.Select((offer, i) => Task.Run(async () =>
            {
                for (int turn = 0; turn < i * before; turn++)
                {
                    await Task.Yield();
                }

                bool isLate = answered.IsSet;
                if (await (i % 2 == 0 ? fleet.Store : other).Actions.StartAsync(offer.Id, offer.ActionId!.Value) is not null)
                {
                    Interlocked.Increment(ref started);
                    Interlocked.Add(ref late, isLate ? 1 : 0);
                }
            }))];

            // From none to four have started for certain; the others race.
            await Task.WhenAll(starts.Take(round % 5));
            rollout = await other.Rollouts.AbortAsync(rollout.Id);
            answered.Set();
            await Task.WhenAll(starts);

            Assert.Equal(0, late);
            Rollout after = (await fleet.Store.Rollouts.FindAsync(rollout.Id))!;
            Assert.Equal((RolloutState.Aborted, 0), (after.State, after.Counts.Scheduled + after.Counts.Offered));

            // A device whose row was started just before may be answered just after: it gets nothing, and is told to cancel.
            Assert.InRange(started, 0, after.Counts.Started);
            Assert.Equal(rollout.Counts, after.Counts);
            startedInAll += started;
            foreach (DevicePoll offer in offers)
            {
                // Whoever started was told to cancel, whoever didn't never will.
                DeviceAction action = (await fleet.Store.Actions.FindAsync(offer.ActionId!.Value))!;
                Assert.Equal(action.Started is null ? ActionState.Canceled : ActionState.Canceling, action.State);
                if (action.State == ActionState.Canceling)
                {
                    await fleet.Store.Actions.CancelAsync(action.Id, force: true);
                }
            }
        }

        Assert.InRange(startedInAll, 40 / 5 * (1 + 2 + 3 + 4), 40 * 12);
    }

    [Theory]
    [Postgres]
    public async Task Tick_NodeDiesInTheMiddle_TheOtherDoesTheStep(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDevicesAsync(10);
        Rollout rollout = await fleet.StartAsync(new RolloutSettings());
        FleetDatabase dying = await fleet.OpenNodeAsync();
        var stepped = new TaskCompletionSource<long>();
        var never = new TaskCompletionSource();

        // A node that has done the whole step, but for the commit.
        Task death = dying.Sql.WriteAsync(
            async session =>
            {
                Assert.True(await RolloutStep.RunAsync(session, rollout.Id));
                stepped.SetResult((await session.LongAsync($"SELECT pg_backend_pid()"))!.Value);
                await never.Task;
            },
            default);
        long process = await stepped.Task;

        // While it hangs, others neither wait for it nor do the step a second time.
        Assert.Equal(0, await fleet.Engine.TickAsync());
        Assert.Equal(10, (await fleet.Store.Rollouts.FindAsync(rollout.Id))!.Counts.Scheduled);

        await fleet.Store.Sql.ReadAsync(
            session => session.AnyAsync($"SELECT 1 FROM pg_terminate_backend({process}::integer)"), default);
        never.SetResult();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => death);
        await dying.DisposeAsync();

        await UntilAsync(async () => (await fleet.TickAsync(rollout.Id)).Counts.Offered == 10);
        Assert.Equal(10, await fleet.FinishAsync(100));
        Assert.Equal(RolloutState.Finished, (await fleet.TickAsync(rollout.Id)).State);
        Assert.Equal(10, (await fleet.Store.Actions.TotalsAsync()).Values.Sum());
    }

    [Theory]
    [Postgres]
    [Trait("Category", "long")]
    public async Task Database_CrashesInMidRollout_NothingIsLostOrDoubled(DatabaseKind kind)
    {
        Assert.Equal(DatabaseKind.PostgreSql, kind);
        using var server = new PostgresServer(durable: true);
        await using FleetDatabase store =
            await FleetDatabase.OpenAsync(new FleetDatabaseOptions { Database = await server.CreateAsync() });
        await FillAsync(store, 40);
        Rollout rollout = await store.Rollouts.AddAsync(new NewRollout
        {
            Model = "scene",
            Version = "1.4",
            Start = true,
            Settings = new RolloutSettings { Groups = [new("canary", 4, null), new(null, null, 100)], SuccessPercent = 100 },
        });
        var starts = new ConcurrentDictionary<long, int>();
        var accepted = new ConcurrentDictionary<long, bool>();
        using var done = new CancellationTokenSource();
        Task[] work =
        [
            Task.Run(() => TickUntilAsync(store, done.Token)),
            .. Enumerable.Range(0, 3).Select(worker => Task.Run(() => WorkAsync(store, worker, starts, done.Token, accepted))),
        ];
        for (int crash = 0; crash < 4; crash++)
        {
            int before = accepted.Count;
            await UntilAsync(() => Task.FromResult(accepted.Count >= Math.Min(before + 6, 40)));
            server.Crash();

            // What a device was told is accepted is there after the crash.
            server.Start();
            await UntilAsync(async () => await TryAsync(() => store.NowAsync()));
            foreach (long action in accepted.Keys)
            {
                Assert.Equal(ActionState.Succeeded, (await store.Actions.FindAsync(action))!.State);
            }
        }

        await UntilAsync(async () => (await store.Rollouts.FindAsync(rollout.Id))!.State == RolloutState.Finished);
        await done.CancelAsync();
        await Task.WhenAll(work);
        rollout = (await store.Rollouts.FindAsync(rollout.Id))!;
        Assert.Equal((40, 40), (rollout.Counts.Total, rollout.Counts.Succeeded));
        Assert.Equal(40, (await store.Actions.TotalsAsync()).Values.Sum());
        Assert.Equal(40, starts.Count);
    }

    [Fact]
    public async Task Sqlite_ManyWritersWithOneThatFails_OnlyItIsUndone()
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(DatabaseKind.Sqlite);
        Task[] writes =
        [
            .. Enumerable.Range(0, 200).Select(i => Task.Run(() => fleet.Store.Sql.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync($"INSERT INTO settings (name, value) VALUES ({i.ToString()}, 'x')");
                    if (i % 10 == 3)
                    {
                        throw new TimeoutException("planted");
                    }
                },
                default))),
        ];

        foreach ((Task write, int i) in writes.Select((write, i) => (write, i)))
        {
            if (i % 10 == 3)
            {
                await Assert.ThrowsAsync<TimeoutException>(() => write);
            }
            else
            {
                await write;
            }
        }

        Assert.Equal(
            180, await fleet.Store.Sql.ReadAsync(session => session.LongAsync($"SELECT count(*) FROM settings"), default));
    }

    /// <summary>Every group's first offer came after all of the group before had succeeded.</summary>
    private static async Task AssertOrderAsync(TestFleet fleet, long rollout)
    {
        List<(long Group, long Attempts)> attempts = await fleet.Store.Sql.ReadAsync(
            session => session.ListAsync(
                $"""
                SELECT group_ordinal, count(*) FROM actions WHERE rollout_id = {rollout}
                GROUP BY group_ordinal ORDER BY group_ordinal
                """,
                row => (row.Long(), row.Long())),
            default);
        Assert.Equal([(0L, 3L), (1L, 12L), (2L, 15L)], attempts);
    }

    private static async Task FillAsync(FleetDatabase store, int devices)
    {
        for (int i = 0; i < devices; i++)
        {
            await store.Devices.AddAsync(new NewDevice { Id = $"cam{i:D3}" });
        }

        await store.Models.AddAsync(new Fleet.Models.NewModel
        {
            Name = "scene",
            Version = "1.4",
            Artifacts = [new("x", 1, new('0', 64), new('0', 40), new('0', 32))]
        });
    }

    private static async Task<Rollout> NewRolloutAsync(TestFleet fleet, string version)
    {
        Rollout rollout = await fleet.StartAsync(new RolloutSettings(), version);
        return await fleet.TickAsync(rollout.Id);
    }

    private static async Task TickUntilAsync(FleetDatabase node, CancellationToken done)
    {
        var engine = new RolloutEngine(node);
        while (!done.IsCancellationRequested)
        {
            await TryAsync(() => engine.TickAsync(CancellationToken.None));
            await Task.Yield();
        }
    }

    /// <summary>A quarter of the devices, over and over: poll, start, report, tolerating a database that is away.</summary>
    private static async Task WorkAsync(
        FleetDatabase node, int worker, ConcurrentDictionary<long, int> starts, CancellationToken done,
            ConcurrentDictionary<long, bool>? accepted = null)
    {
        while (!done.IsCancellationRequested)
        {
            for (int i = worker; i < 60 && !done.IsCancellationRequested; i += accepted is null ? 4 : 3)
            {
                await TryAsync(async () =>
                {
                    string device = $"cam{i:D3}";
                    DevicePoll? poll = await node.Devices.PollAsync(device);
                    if (poll?.ActionId is not long action || await node.Actions.StartAsync(device, action) is null)
                    {
                        return false;
                    }

                    starts.AddOrUpdate(action, 1, (_, count) => count + 1);
                    FeedbackOutcome outcome = await node.Actions.ReportAsync(
                        device, action, new NewReport { Execution = Execution.Closed, Result = ExecutionResult.Success });
                    if (outcome == FeedbackOutcome.Accepted)
                    {
                        accepted?.TryAdd(action, true);
                    }

                    return true;
                });
            }
        }
    }

    /// <returns>Whether the database answered.</returns>
    private static async Task<bool> TryAsync<T>(Func<Task<T>> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or IOException or TimeoutException)
        {
            await Task.Delay(20);
            return false;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
