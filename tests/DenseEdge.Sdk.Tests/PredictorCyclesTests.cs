using System.Diagnostics;
using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Tests;

/// <summary>Opening and closing predictors leaves nothing behind: no handle, no thread, no memory.</summary>
public sealed class PredictorCyclesTests : IDisposable
{
    private static readonly TaskSet Some = TaskSet.Of(TaskKind.Depth);

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-cycles").FullName;

    [LinuxFact]
    public void Load_ThirtyTimes_LeavesNothing() => AssertNoGrowth(cycles: 30, mostBytesPerCycle: 64 * 1024);

    [LinuxFact]
    [Trait("Category", "long")]
    public void Load_AThousandTimes_LeavesNothing() => AssertNoGrowth(cycles: 1000, mostBytesPerCycle: 2 * 1024);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The allocator of the C library keeps some pages for itself, so memory has a bound and not a fixed value: a session
    /// of this model takes above 1 MB, one that leaked in a hundred would break it.</summary>
    private void AssertNoGrowth(int cycles, long mostBytesPerCycle)
    {
        string path = TestModel.Save(_folder);
        Rgb24Image frame = TestModel.Noise(20, 30, 7);
        Cycle(10);
        (int handles, int threads, long bytes) = (Handles(), Threads(), Bytes());

        Cycle(cycles);

        Assert.Equal(handles, Handles());
        Assert.InRange(Threads(), 1, threads + 1);
        Assert.InRange(Bytes() - bytes, long.MinValue, cycles * mostBytesPerCycle);

        void Cycle(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using DensePredictor predictor = DensePredictor.Load(path, new PredictorOptions { ThreadCount = 2 });
                predictor.Run(frame).Dispose();
                predictor.Run(frame, Some).Dispose();
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
    }

    private static int Handles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static int Threads() => Directory.GetDirectories("/proc/self/task").Length;

    private static long Bytes()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
