using DenseEdge.Agent.Health;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Tests.Crashing;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Tests;

public sealed class UpdateMachineTests
{
    private static readonly TestBundle Old = new("1.0.0", 1);
    private static readonly TestBundle New = new("1.1.0", 2);
    private static readonly TestBundle Newer = new("1.2.0", 3);

    [Fact]
    public async Task RunOnce_OfANewerBundle_GoesThroughTheStatesInOrder()
    {
        Device device = await Device.With(Old);

        UpdateResult result = await device.UpdateAsync(New);

        Assert.Equal(UpdateOutcome.Committed, result.Outcome);
        Assert.True(result.Report!.Passed);
        Assert.Equal(
            [
                UpdateState.Checking, UpdateState.Downloading, UpdateState.Verified, UpdateState.Preparing, UpdateState.Trial,
                UpdateState.Committed, UpdateState.Cleanup, UpdateState.Idle,
            ],
            device.Steps.Select(step => step.State).Distinct());
        ActivePointer active = ActivePointer.Read(device.Disk, Device.Root)!;
        Assert.Equal((2L, New.Digest, Old.Digest), (active.Sequence, active.Active.Digest, active.LastKnownGood!.Digest));
    }

    [Fact]
    public async Task RunOnce_AfterThreeUpdates_KeepsActiveAndLastKnownGoodOnly()
    {
        Device device = await Device.With(Old);
        await device.UpdateAsync(New);
        device = Restarted(device);
        await device.UpdateAsync(Newer);

        Assert.Equal(["1.1.0", "1.2.0"], device.Store.Models().Select(model => model.Version).Order());
    }

    [Fact]
    public async Task RunOnce_OfTheActiveBundle_ChangesNothing()
    {
        Device device = await Device.With(Old);

        Assert.Equal(UpdateOutcome.Current, (await device.UpdateAsync(Old)).Outcome);
        Assert.Equal(1, ActivePointer.Read(device.Disk, Device.Root)!.Sequence);
    }

    [Fact]
    public async Task RunOnce_OfALowerRelease_IsRefusedUnlessTheOperatorWantsIt()
    {
        Device device = await Device.With(New);
        UpdateMachine machine = device.Start();

        Assert.Equal(UpdateOutcome.Refused, (await machine.RunOnceAsync(new TestSource(Old))).Outcome);
        Assert.Equal(UpdateOutcome.Refused, (await machine.RunOnceAsync(new TestSource(Old), UpdateRequest.Operator)).Outcome);
        Assert.Equal(New, device.WholeActive(Old, New));

        UpdateResult wanted = await machine.RunOnceAsync(new TestSource(Old), UpdateRequest.Operator with { AllowDowngrade = true });
        Assert.Equal(UpdateOutcome.Committed, wanted.Outcome);
        Assert.Equal(Old, device.WholeActive(Old, New));
    }

    [Fact]
    public async Task RunOnce_OfTheSameReleaseWithOtherContents_IsRefused()
    {
        Device device = await Device.With(New);

        UpdateResult result = await device.UpdateAsync(new TestBundle("1.1.0-copy", 2));

        Assert.Equal(UpdateOutcome.Refused, result.Outcome);
        Assert.Contains("expected one above 2", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunOnce_OfAModelThatFailsItsTrial_PinsItAndKeepsTheReport()
    {
        Device device = await Device.With(Old);
        device.Trial.Passes = false;

        UpdateResult result = await device.UpdateAsync(New);

        Assert.Equal((UpdateOutcome.RolledBack, false), (result.Outcome, result.IsSuccess));
        Assert.Equal("depth is off by 3 m.", device.Store.LastReport(New.Digest)!.Faults.Single());
        Device again = Restarted(device);
        Assert.Equal(UpdateOutcome.Refused, (await again.UpdateAsync(New)).Outcome);
        Assert.Equal(0, again.Trial.Runs);
        Assert.Equal(Old, again.WholeActive(Old, New));

        UpdateResult retried = await Restarted(again).Start().RunOnceAsync(new TestSource(New), UpdateRequest.Operator with { RetryBad = true });
        Assert.Equal(UpdateOutcome.Committed, retried.Outcome);
    }

    [Fact]
    public async Task Trial_ThatCrashesTheAgent_IsTriedThreeTimesAndThenGivenUp()
    {
        Device device = await Device.With(Old);
        for (int crash = 0; crash < 3; crash++)
        {
            device.Trial.OnRun = () => throw new PowerCutException("the engine crashed");
            await Assert.ThrowsAsync<PowerCutException>(() => device.Start().RunOnceAsync(new TestSource(New)));
            device = Restarted(device);
        }

        UpdateResult result = await device.Start().RunOnceAsync(new TestSource(New));

        Assert.Equal(UpdateOutcome.RolledBack, result.Outcome);
        Assert.Contains("3 times in its trial", result.Message, StringComparison.Ordinal);
        Assert.Equal(0, device.Trial.Runs);
        Assert.Equal(Old, device.WholeActive(Old, New));
    }

    [Fact]
    public async Task Downloading_CrashedManyTimes_IsNeverCountedAgainstTheModel()
    {
        Device device = await Device.With(Old);
        for (int crash = 0; crash < 12; crash++)
        {
            device.Trial.OnPrepare = static () => { };
            device.Disk.CutAt = device.Disk.Steps.Count + 16;
            await Assert.ThrowsAsync<PowerCutException>(() => device.Start().RunOnceAsync(new TestSource(New)));
            device = Restarted(device);
        }

        Assert.Equal(UpdateOutcome.Committed, (await device.UpdateAsync(New)).Outcome);
    }

    [Fact]
    public async Task Trial_ThatIsStoppedInOrder_IsNotCounted()
    {
        Device device = await Device.With(Old);
        for (int stop = 0; stop < 5; stop++)
        {
            using CancellationTokenSource source = new();
            device.Trial.OnRun = source.Cancel;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => device.Start().RunOnceAsync(new TestSource(New), null, source.Token));
            device = Restarted(device);
        }

        Assert.Equal(UpdateOutcome.Committed, (await device.Start().RunOnceAsync(new TestSource(New))).Outcome);
    }

    [Fact]
    public async Task RunOnce_WithoutTheNetwork_FailsAndNeverTouchesTheModel()
    {
        Device device = await Device.With(Old);
        UpdateMachine machine = device.Start();
        TestSource source = new(New) { Fault = new UpdateException(UpdateFailure.Network, "No route to host.") };

        for (int poll = 0; poll < 20; poll++)
        {
            Assert.Equal(UpdateFailure.Network, (await machine.RunOnceAsync(source)).Failure);
        }

        Assert.Equal(Old, device.WholeActive(Old, New));
        Assert.Empty(machine.Record.Bad);
        source.Fault = null;
        Assert.Equal(UpdateOutcome.Committed, (await machine.RunOnceAsync(source)).Outcome);
    }

    [Theory]
    [InlineData(UpdateState.Preparing, 0)]
    [InlineData(UpdateState.Committed, 1)]
    public async Task Gate_ThatIsBusy_PutsTheUpdateOffWithoutRepeatingTheTrial(UpdateState state, int trialsBefore)
    {
        Device device = await Device.With(Old);
        device.Gate.BusyFor.Add(state);
        UpdateMachine machine = device.Start();
        TestSource source = new(New);

        Assert.Equal(UpdateOutcome.Deferred, (await machine.RunOnceAsync(source)).Outcome);
        Assert.Equal(UpdateOutcome.Deferred, (await machine.RunOnceAsync(source)).Outcome);
        Assert.Equal((Old, trialsBefore), (device.WholeActive(Old, New), device.Trial.Runs));

        device.Gate.BusyFor.Clear();
        Assert.Equal(UpdateOutcome.Committed, (await machine.RunOnceAsync(source)).Outcome);
        Assert.Equal((1, 1), (device.Trial.Runs, source.Fetches));
    }

    [Fact]
    public async Task HealthWindow_WithABadReport_ReturnsAndPins()
    {
        Device device = await Device.With(Old);
        UpdateMachine machine = device.Start();
        await machine.RunOnceAsync(new TestSource(New));
        Assert.Null(machine.Watch(TimeSpan.FromSeconds(50), HealthVerdict.Good));

        UpdateResult result = machine.Watch(TimeSpan.FromSeconds(1), new HealthVerdict("the arm misses the crate"))!;

        Assert.Equal(UpdateOutcome.RolledBack, result.Outcome);
        Assert.Equal(Old, device.WholeActive(Old, New));
        Assert.Equal("the arm misses the crate", machine.Record.Bad.Single().Reason);
        Assert.NotNull(device.Store.LastReport(New.Digest));
        Assert.Equal(UpdateOutcome.Refused, (await machine.RunOnceAsync(new TestSource(New))).Outcome);
    }

    [Fact]
    public async Task HealthWindow_AfterItsEnd_IgnoresBadReports()
    {
        Device device = await Device.With(Old);
        UpdateMachine machine = device.Start();
        await machine.RunOnceAsync(new TestSource(New));
        Assert.Equal(UpdateOutcome.Watching, (await machine.RunOnceAsync(new TestSource(Newer))).Outcome);
        Device.Pass(machine);

        Assert.Null(machine.Watch(TimeSpan.FromSeconds(1), new HealthVerdict("too late")));
        Assert.Equal(New, device.WholeActive(Old, New));
    }

    [Fact]
    public async Task HealthWindow_AcrossRestarts_CountsOnlyTheTimeThatTheAgentRan()
    {
        Device device = await Device.With(Old);
        await device.Start().RunOnceAsync(new TestSource(New));
        for (int restart = 0; restart < 2; restart++)
        {
            device = Restarted(device);
            UpdateMachine again = device.Start();
            again.Watch(TimeSpan.FromSeconds(40), HealthVerdict.Good);
            Assert.Equal(UpdateState.Committed, again.Record.State);
        }

        device = Restarted(device);
        UpdateMachine last = device.Start();
        Assert.Equal(UpdateOutcome.Committed, last.Watch(TimeSpan.FromSeconds(40), HealthVerdict.Good)!.Outcome);
        Assert.Equal(UpdateState.Idle, last.Record.State);
    }

    [Fact]
    public async Task RollBack_WithoutAnotherModel_IsRefused()
    {
        Device device = await Device.With(Old);

        Assert.Equal(UpdateOutcome.Refused, device.Start().RollBack("wanted").Outcome);
        Assert.Equal(Old, device.WholeActive(Old));
    }

    [Fact]
    public async Task CheckActive_OfARottenModel_ReturnsToTheOtherWithoutPinning()
    {
        Device device = await Device.With(Old);
        await device.UpdateAsync(New);
        using (WritableFile file = device.Disk.Create(Path.Combine(device.Store.Paths.ModelFolder(New.Digest), "scene.onnx")))
        {
            file.Write(new byte[2000]);
            file.Sync();
        }

        UpdateMachine machine = Restarted(device).Start();

        Assert.Equal(UpdateOutcome.RolledBack, machine.CheckActive()!.Outcome);
        Assert.Empty(machine.Record.Bad);
    }

    [Fact]
    public async Task CheckActive_OfTheOnlyModelRotten_FetchesItAgain()
    {
        Device device = await Device.With(Old);
        using (WritableFile file = device.Disk.Create(Path.Combine(device.Store.Paths.ModelFolder(Old.Digest), "scene.onnx")))
        {
            file.Write(new byte[2000]);
            file.Sync();
        }

        UpdateMachine machine = device.Start();

        Assert.Null(machine.CheckActive());
        Assert.Equal(UpdateOutcome.Committed, (await machine.RunOnceAsync(new TestSource(Old))).Outcome);
        Assert.Equal(Old, device.WholeActive(Old));
    }

    [Fact]
    public async Task Start_WithADamagedPointerOrRecord_RepairsThem()
    {
        Device device = await Device.With(Old);
        await device.UpdateAsync(New);
        DurableFile.Replace(device.Disk, Path.Combine(Device.Root, ActivePointer.FileName), "rot");
        device = Restarted(device);
        Assert.Equal(New.Digest, device.Start().Active!.Active.Digest);

        device = Restarted(device);
        DurableFile.Replace(device.Disk, Path.Combine(Device.Root, ActivePointer.FileName), "rot");
        DurableFile.Replace(device.Disk, device.Store.Paths.Record, "{\"state\":\"no");
        device = Restarted(device);
        UpdateMachine machine = device.Start();
        Assert.Equal(New, device.WholeActive(Old, New));
        Assert.Equal(UpdateOutcome.Refused, (await machine.RunOnceAsync(new TestSource(Old))).Outcome);
    }

    [Fact]
    public async Task Paused_Machine_IgnoresPollsAcrossRestartsAndObeysTheOperator()
    {
        Device device = await Device.With(Old);
        device.Start().SetPaused(true);
        device = Restarted(device);
        UpdateMachine machine = device.Start();

        Assert.Equal(UpdateOutcome.Paused, (await machine.RunOnceAsync(new TestSource(New))).Outcome);
        Assert.Equal(UpdateOutcome.Committed, (await machine.RunOnceAsync(new TestSource(New), UpdateRequest.Operator)).Outcome);
    }

    [Fact]
    public async Task DryRun_WritesNothing()
    {
        Device device = await Device.With(Old);
        UpdateMachine machine = device.Start();
        int before = device.Disk.Steps.Count;

        UpdateResult result = await machine.RunOnceAsync(new TestSource(New), UpdateRequest.Operator with { IsDryRun = true });

        Assert.Equal(UpdateOutcome.Acceptable, result.Outcome);
        Assert.Equal(before, device.Disk.Steps.Count);
    }

    [Fact]
    public async Task Open_OfAStoreThatIsHeld_IsRefused()
    {
        Device device = await Device.With(Old);
        using IDisposable held = device.Store.Open();

        UpdateException error = Assert.Throws<UpdateException>(() => new ModelStore(device.Disk, Device.Root).Open());

        Assert.Contains("another agent", error.Message, StringComparison.Ordinal);
    }

    private static Device Restarted(Device device) => new(device.Disk.Restart(Survival.UnsyncedIsLost)) { Policy = device.Policy };
}
