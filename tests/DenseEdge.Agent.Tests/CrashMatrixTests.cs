using DenseEdge.Agent.Health;
using DenseEdge.Agent.Tests.Crashing;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;
using Xunit.Abstractions;

namespace DenseEdge.Agent.Tests;

/// <summary>The power goes at every write, rename, synchronisation and deletion; afterwards an app finds a whole model, and the
/// next poll ends what was begun.</summary>
public sealed class CrashMatrixTests(ITestOutputHelper output)
{
    private static readonly TestBundle Old = new("1.0.0", 1);
    private static readonly TestBundle New = new("1.1.0", 2);
    private static readonly Survival[] Both = [Survival.WrittenIsKept, Survival.UnsyncedIsLost];

    [Fact]
    public async Task Update_CutAnywhere_LeavesAWholeModelAndIsFinishedByTheNextPoll()
    {
        CrashMatrix matrix = await UpdateMatrix();

        int points = await matrix.RunAsync(Both);

        output.WriteLine($"update: {points} points in {(await matrix.StepsAsync()).Count} steps");
        Assert.True(points > 150, $"{points} points");
    }

    [Fact]
    public async Task Rollback_CutAnywhere_LeavesAWholeModelAndIsFinishedByTheNextStart()
    {
        int points = await (await RollbackMatrix(machine => machine.RollBack("wanted"))).RunAsync(Both);

        output.WriteLine($"rollback by the operator: {points} points");
        Assert.True(points > 40, $"{points} points");
    }

    [Fact]
    public async Task HealthRollback_CutAnywhere_LeavesAWholeModelAndIsFinishedByTheNextStart()
    {
        Device device = await Device.With(Old);
        await device.Start().RunOnceAsync(new TestSource(New));

        int points = await new CrashMatrix(
            device.Disk.Restart(Survival.UnsyncedIsLost),
            device => Task.FromResult(device.Start().Watch(TimeSpan.FromSeconds(1), new HealthVerdict("two apps crashed"))),
            async (device, point) =>
            {
                Assert.True(device.WholeActive(Old, New) is not null, point);
                UpdateMachine machine = device.Start();
                await machine.ResumeAsync();
                machine.Watch(TimeSpan.FromSeconds(1), new HealthVerdict("two apps crashed"));
                Assert.True(device.WholeActive(Old) == Old && machine.Record.State == UpdateState.Idle, point);
                await Offer(machine, New);
                Assert.True(device.WholeActive(Old) == Old, point);
            }).RunAsync(Both);

        output.WriteLine($"rollback by the health window: {points} points");
        Assert.True(points > 40, $"{points} points");
    }

    [Fact]
    public async Task FirstInstallation_CutAnywhere_LeavesNothingOrAWholeModel()
    {
        int points = await new CrashMatrix(
            VirtualDisk.Empty(),
            device => device.UpdateAsync(Old),
            async (device, point) =>
            {
                bool isEmpty = ActivePointer.Read(device.Disk, Device.Root) is null;
                Assert.True(isEmpty || device.WholeActive(Old) is not null, point);
                await FinishAsync(device, Old, point);
            }).RunAsync(Both);

        output.WriteLine($"first installation: {points} points");
        Assert.True(points > 150, $"{points} points");
    }

    [Fact]
    public async Task Rejection_CutAnywhere_KeepsTheOldModelAndPinsTheNewOne()
    {
        Device base1 = await Device.With(Old);
        int points = await new CrashMatrix(
            base1.Disk,
            device =>
            {
                device.Trial.Passes = false;
                return device.UpdateAsync(New);
            },
            async (device, point) =>
            {
                Assert.True(device.WholeActive(Old, New) == Old, point);
                device.Trial.Passes = false;
                UpdateMachine machine = device.Start();
                await Offer(machine, New);
                await Offer(machine, New);
                Assert.True(device.WholeActive(Old, New) == Old && machine.Record.Bad.Single().Digest == New.Digest, point);
                Assert.True(device.Store.LastReport(New.Digest) is { Passed: false }, point);
                AssertClean(device, point, Old);
            }).RunAsync(Both);

        output.WriteLine($"rejection: {points} points");
    }

    [Fact]
    [Trait("Category", "long")]
    public async Task Everything_WithRenamesAndBytesLostByChance_LeavesAWholeModel()
    {
        int points = await (await UpdateMatrix()).RunAsync([Survival.Chance], seeds: 200);
        points += await (await RollbackMatrix(machine => machine.RollBack("wanted"))).RunAsync([Survival.Chance], seeds: 200);

        output.WriteLine($"by chance: {points} points");
        Assert.True(points > 20_000, $"{points} points");
    }

    [Fact]
    public async Task Update_WithRenamesAndBytesLostByChance_LeavesAWholeModel()
        => Assert.True(await (await UpdateMatrix()).RunAsync([Survival.Chance], seeds: 3) > 200);

    /// <summary>The matrix can see: every planted mistake turns it red.</summary>
    [Theory]
    [InlineData("/active.tmp", null)]
    [InlineData("/scene.onnx", null)]
    [InlineData("/installed.json", null)]
    [InlineData(null, "/denseedge")]
    [InlineData(null, "/models")]
    public async Task Update_WithAForgottenSynchronisation_IsCaught(string? file, string? folder)
    {
        CrashMatrix matrix = await UpdateMatrix(disk =>
        {
            disk.ForgetsSyncOf = file;
            disk.ForgetsFolderSyncOf = folder;
        });

        await Assert.ThrowsAnyAsync<Exception>(() => matrix.RunAsync([Survival.UnsyncedIsLost, Survival.Chance], seeds: 8));
    }

    private static async Task<CrashMatrix> UpdateMatrix(Action<VirtualDisk>? prepare = null)
    {
        Device before = await Device.With(Old);
        return new CrashMatrix(
            before.Disk,
            device => device.UpdateAsync(New),
            async (device, point) =>
            {
                Assert.True(device.WholeActive(Old, New) is not null, point);
                await FinishAsync(device, New, point);
                Assert.True(Old.IsWhole(device.Disk, device.Store.Paths.ModelFolder(Old.Digest)), $"last known good: {point}");
            })
        {
            Prepare = prepare ?? (static _ => { }),
        };
    }

    private static async Task<CrashMatrix> RollbackMatrix(Func<UpdateMachine, UpdateResult> rollBack)
    {
        Device before = await Device.With(Old);
        await before.UpdateAsync(New);
        return new CrashMatrix(
            before.Disk.Restart(Survival.UnsyncedIsLost),
            device => Task.FromResult(rollBack(device.Start())),
            async (device, point) =>
            {
                Assert.True(device.WholeActive(Old, New) is not null, point);
                UpdateMachine machine = device.Start();
                await machine.ResumeAsync();
                if (machine.Record.Bad.Count == 0)
                {
                    Assert.Equal(UpdateOutcome.RolledBack, rollBack(machine).Outcome);
                }

                await Offer(machine, New);
                Assert.True(device.WholeActive(Old) == Old && machine.Record.State == UpdateState.Idle, point);
                AssertClean(device, point, Old);
            });
    }

    private static async Task FinishAsync(Device device, TestBundle wanted, string point)
    {
        UpdateMachine machine = device.Start();
        await Offer(machine, wanted);
        Assert.True(device.WholeActive(wanted) == wanted, $"after the next poll: {point}");
        Device.Pass(machine);
        Assert.True(machine.Record.State == UpdateState.Idle, $"{machine.Record.State} after the health window: {point}");
        AssertClean(device, point, [.. new[] { Old, New }.Where(bundle => bundle.Offer.Release <= wanted.Offer.Release)]);
    }

    private static async Task Offer(UpdateMachine machine, TestBundle bundle) => await machine.RunOnceAsync(new TestSource(bundle));

    private static void AssertClean(Device device, string point, params TestBundle[] expected)
    {
        IEnumerable<string> found = device.Store.Models().Select(model => model.Version);
        Assert.True(expected.Select(bundle => bundle.Offer.Version).Order().SequenceEqual(found.Order()), $"{string.Join(' ', found)}: {point}");
        Assert.True(device.Disk.Directories(device.Store.Paths.Downloads).Count == 0, $"downloads: {point}");
    }
}
