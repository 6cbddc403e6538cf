using DenseEdge.Agent.Tests.Crashing;
using DenseEdge.Agent.Updating;
using Xunit.Abstractions;

namespace DenseEdge.Agent.Tests;

/// <summary>Disks that are full or read-only, and clocks that are wrong.</summary>
public sealed class HostileDeviceTests(ITestOutputHelper output)
{
    private static readonly TestBundle Old = new("1.0.0", 1);
    private static readonly TestBundle New = new("1.1.0", 2);

    [Fact]
    public async Task Update_WithADiskThatFillsAtAnyStep_KeepsAWholeModelAndFinishesWhenThereIsRoom()
    {
        Device counted = await Device.With(Old);
        await counted.UpdateAsync(New);
        int steps = counted.Disk.Steps.Count;
        for (int full = 0; full < steps; full++)
        {
            Device device = await Device.With(Old);
            device.Disk.FullFrom = full;
            UpdateMachine machine = device.Start();
            UpdateResult result = await machine.RunOnceAsync(new TestSource(New));
            Device.Pass(machine);
            Assert.True(device.WholeActive(Old, New) is not null, $"full from step {full}: {result}");
            Assert.True(result.IsSuccess || result.Failure == UpdateFailure.Storage, $"full from step {full}: {result}");

            device.Disk.FullFrom = -1;
            await machine.RunOnceAsync(new TestSource(New));
            Assert.True(device.WholeActive(New) == New, $"with room again after step {full}: {machine.Record.State}");
        }

        output.WriteLine($"disk full at {steps} steps");
    }

    [Fact]
    public async Task Update_WithTooLittleSpace_IsRefusedBeforeAnythingIsFetched()
    {
        Device device = await Device.With(Old);
        device.Disk.Free = 2999;
        TestSource source = new(New);

        UpdateResult result = await device.Start().RunOnceAsync(source);

        Assert.Equal((UpdateFailure.Storage, 0), (result.Failure, source.Fetches));
        Assert.Contains("Free some space", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_OfAReadOnlyStore_FailsAndKeepsTheModel()
    {
        Device device = await Device.With(Old);
        UpdateMachine machine = device.Start();
        device.Disk.IsReadOnly = true;

        UpdateResult result = await machine.RunOnceAsync(new TestSource(New));

        Assert.Equal((UpdateOutcome.Failed, UpdateFailure.Storage), (result.Outcome, result.Failure));
        Assert.Equal(Old, device.WholeActive(Old, New));
        device.Disk.IsReadOnly = false;
        Assert.Equal(UpdateOutcome.Committed, (await machine.RunOnceAsync(new TestSource(New))).Outcome);
    }

    [Theory]
    [InlineData(1970)]
    [InlineData(2038)]
    [InlineData(2100)]
    public async Task Update_WithAWrongClock_GoesOnAsEver(int year)
    {
        Device before = await Device.With(Old);
        Device device = new(before.Disk) { Time = new ClockOf(year) };

        Assert.Equal(UpdateOutcome.Committed, (await device.UpdateAsync(New)).Outcome);
        Assert.Equal(New, device.WholeActive(Old, New));
    }

    private sealed class ClockOf(int year) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
