using System.Diagnostics;
using System.Globalization;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Models;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.Fleet.Tests.Support;
using Xunit.Abstractions;

namespace DenseEdge.Fleet.Tests.Bench;

/// <summary>
/// How long the store takes for a fleet of 10,000, with databases that wait for the disk. Figures are printed, never asserted.
/// </summary>
public sealed class StoreFigures(ITestOutputHelper output)
{
    private const int Fleet = 10_000;
    private const int Workers = 8;

    [Theory]
    [Sqlite]
    [Postgres]
    [Trait("Category", "long")]
    public async Task Fleet_OfTenThousand_IsRolledOutAndAborted(DatabaseKind kind)
    {
        using PostgresServer? server = kind == DatabaseKind.PostgreSql ? new PostgresServer(durable: true) : null;
        string folder = Directory.CreateTempSubdirectory("fleet-bench-").FullName;
        string database = server is null ? Path.Combine(folder, "fleet.db") : await server.CreateAsync();
        await using (FleetDatabase store = await FleetDatabase.OpenAsync(new FleetDatabaseOptions { Database = database }))
        {
            await RunAsync(store);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string Id(int device) => "cam" + device.ToString("D5", CultureInfo.InvariantCulture);

    private async Task RunAsync(FleetDatabase store)
    {
        await store.Models.AddAsync(new NewModel
        {
            Name = "scene",
            Version = "1.4",
            Artifacts = [new("x", 1, new('0', 64), new('0', 40), new('0', 32))]
        });
        await TimeAsync("add devices", Fleet, () => EachAsync(Fleet, i => store.Devices.AddAsync(
            new NewDevice { Id = Id(i), Attributes = new Dictionary<string, string> { ["site"] = $"s{i % 7}" } })));
        await TimeAsync("poll reads, one worker", 5000, async () =>
        {
            for (int i = 0; i < 5000; i++)
            {
                await store.Devices.PollAsync(Id(i));
            }
        });
        await TimeAsync("poll reads, 8 workers", Fleet, () => EachAsync(Fleet, i => store.Devices.PollAsync(Id(i))));
        DateTimeOffset now = await store.NowAsync();
        await TimeAsync("last polls written, one batch", Fleet, () => store.Devices.SeenAsync(
            [.. Enumerable.Range(0, Fleet).Select(i => new PollSighting(Id(i), now, "10.0.0.1"))]));
        await TimeAsync("list, filter on an attribute", 1, () =>
            store.Devices.ListAsync(new DeviceQuery { Filter = "site=s3 and not tag=x" }));

        Rollout rollout = null!;
        await TimeAsync("start a rollout", Fleet, async () => rollout = await store.Rollouts.AddAsync(
            new NewRollout
            {
                Model = "scene",
                Version = "1.4",
                Start = true,
                Settings = new RolloutSettings { ErrorPercent = 100 }
            }));
        var engine = new RolloutEngine(store);
        await TimeAsync("tick that offers to all", Fleet, () => engine.TickAsync());
        await TimeAsync("tick with nothing to do", 1, () => engine.TickAsync());
        await TimeAsync("count a rollout", 1, () => store.Rollouts.FindAsync(rollout.Id));
        const int updated = 3000;
        await TimeAsync("devices: poll, start, 2 reports", updated, () => EachAsync(updated, i => UpdateAsync(store, Id(i))));
        await TimeAsync("abort at 30 %", Fleet, () => store.Rollouts.AbortAsync(rollout.Id));
        rollout = (await store.Rollouts.FindAsync(rollout.Id))!;
        Assert.Equal((updated, Fleet - updated), (rollout.Counts.Succeeded, rollout.Counts.Canceled));
        using var dump = new MemoryStream();
        await TimeAsync("backup", Fleet, () => store.BackupAsync(dump));
        dump.Position = 0;
        await TimeAsync("restore", Fleet, () => store.RestoreAsync(dump, replace: true));
        Assert.Equal(Fleet, await store.Devices.CountAsync(null));
    }

    private static async Task UpdateAsync(FleetDatabase store, string device)
    {
        DevicePoll poll = (await store.Devices.PollAsync(device))!;
        Assert.NotNull(await store.Actions.StartAsync(device, poll.ActionId!.Value));
        await store.Actions.ReportAsync(
            device, poll.ActionId.Value, new NewReport { Execution = Execution.Proceeding, Details = ["downloading"] });
        await store.Actions.ReportAsync(
            device, poll.ActionId.Value, new NewReport { Execution = Execution.Closed, Result = ExecutionResult.Success });
    }

    private static Task EachAsync(int count, Func<int, Task> step) => Parallel.ForEachAsync(
        Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (i, _) => await step(i));

    private async Task TimeAsync(string what, int count, Func<Task> step)
    {
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await step();
        double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        double cpuMs = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds;
        output.WriteLine(FormattableString.Invariant(
            $"{what,-32} {ms,9:F1} ms  {1000 * count / ms,9:F0} /s  {cpuMs,8:F0} ms of this process's processor time"));
    }
}
