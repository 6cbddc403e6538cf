using DenseEdge.Agent.Health;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>A device with a disk in memory; a start of it makes a machine from what the disk has.</summary>
internal sealed class Device(VirtualDisk disk)
{
    public const string Root = "/var/lib/denseedge";

    public VirtualDisk Disk { get; } = disk;

    public ModelStore Store { get; } = new(disk, Root);

    public TestTrial Trial { get; } = new();

    public TestGate Gate { get; } = new();

    public UpdatePolicy Policy { get; init; } = new() { HealthWindow = TimeSpan.FromSeconds(90) };

    public List<UpdateProgress> Steps { get; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public UpdateMachine Start()
    {
        Store.Open();
        return new UpdateMachine(Store, Trial, Gate, Policy, new Recorder(Steps), Time);
    }

    /// <summary>A device with a first model that has been through its health window.</summary>
    public static async Task<Device> With(TestBundle bundle)
    {
        Device device = new(VirtualDisk.Empty());
        await device.UpdateAsync(bundle);
        return new Device(device.Disk.Restart(Survival.UnsyncedIsLost));
    }

    /// <summary>A whole update: the poll, and the health window to its end.</summary>
    public async Task<UpdateResult> UpdateAsync(TestBundle bundle)
    {
        UpdateMachine machine = Start();
        UpdateResult result = await machine.RunOnceAsync(new TestSource(bundle));
        Pass(machine);
        return result;
    }

    /// <summary>Lets the health window pass, in steps of 20 s.</summary>
    public static void Pass(UpdateMachine machine)
    {
        for (int i = 0; i < 10; i++)
        {
            machine.Watch(TimeSpan.FromSeconds(20), HealthVerdict.Good);
        }
    }

    /// <summary>The active model's bundle, as an app finds it: through the pointer alone.</summary>
    /// <returns>Null if the pointer names none of them, or one that isn't whole.</returns>
    public TestBundle? WholeActive(params TestBundle[] known)
    {
        ActivePointer? active = ActivePointer.Read(Disk, Root);
        TestBundle? bundle = known.SingleOrDefault(bundle => bundle.Digest == active?.Active.Digest);
        return bundle is not null && bundle.IsWhole(Disk, Store.Paths.ModelFolder(bundle.Digest))
            && Disk.FileExists(Path.Combine(Root, active!.Active.ModelPath))
            ? bundle
            : null;
    }

    private sealed class Recorder(List<UpdateProgress> steps) : IProgress<UpdateProgress>
    {
        public void Report(UpdateProgress value) => steps.Add(value);
    }
}
