namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>Runs one piece of work again and again, and cuts the power at every step of it.</summary>
/// <param name="before">The disk before the work; it isn't changed.</param>
/// <param name="work">The work, on a device that has just started.</param>
/// <param name="check">Looks at the device after the next start, and finishes the work.</param>
internal sealed class CrashMatrix(VirtualDisk before, Func<Device, Task> work, Func<Device, string, Task> check)
{
    /// <summary>Changes every disk before the work, such as by a planted mistake.</summary>
    public Action<VirtualDisk> Prepare { get; init; } = static _ => { };

    /// <summary>The steps of the work when nothing happens.</summary>
    public async Task<List<string>> StepsAsync()
    {
        Device device = New();
        await work(device);
        return device.Disk.Steps;
    }

    /// <summary>Runs the matrix.</summary>
    /// <param name="survivals">What is on the disk afterwards.</param>
    /// <param name="seeds">How often chance is asked for each point; 1 where it has no say.</param>
    /// <returns>Number of points.</returns>
    public async Task<int> RunAsync(IReadOnlyList<Survival> survivals, int seeds = 1)
    {
        List<string> steps = await StepsAsync();
        int points = 0;
        for (int at = 0; at <= steps.Count; at++)
        {
            bool isWrite = at < steps.Count && VirtualDisk.IsWrite(steps[at]);
            foreach (bool isHalf in isWrite ? (bool[])[false, true] : [false])
            {
                VirtualDisk disk = await CutAsync(at, isHalf);
                foreach (Survival survival in survivals)
                {
                    for (int seed = 0; seed < seeds; seed++)
                    {
                        string point = $"{survival}, seed {seed}, cut {(isHalf ? "in the middle of" : "before")} step {at} of "
                            + $"{steps.Count}: {(at < steps.Count ? steps[at] : "none")}";
                        await check(new Device(disk.Restart(survival, seed)), point);
                        points++;
                    }
                }
            }
        }

        return points;
    }

    private async Task<VirtualDisk> CutAsync(int at, bool isHalf)
    {
        Device device = New();
        device.Disk.CutAt = at;
        device.Disk.CutsWritesInHalf = isHalf;
        try
        {
            await work(device);
        }
        catch (PowerCutException)
        {
        }

        return device.Disk;
    }

    private Device New()
    {
        VirtualDisk disk = before.Restart(Survival.WrittenIsKept);
        Prepare(disk);
        return new Device(disk);
    }
}
