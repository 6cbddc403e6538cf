using System.Diagnostics;
using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Tests;

/// <summary>Opening and closing predictors leaves nothing behind: no handle, no thread, no memory.</summary>
public sealed class PredictorCyclesTests : IDisposable
{
    private static readonly TaskSet Some = TaskSet.Of(TaskKind.Depth);

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-cycles").FullName;

    [LinuxFact]
    public void Load_ThirtyTimes_LeavesNothing() => AssertNoGrowth(warmUp: 10, cycles: 30, mostBytes: 8 << 20);

    [LinuxFact]
    [Trait("Category", "long")]
    public void Load_AThousandTimes_LeavesNothing() => AssertNoGrowth(warmUp: 400, cycles: 1000, mostBytes: 8 << 20);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The allocator of the C library keeps and splits pages until it has found its size: some MB during the first
    /// hundreds of cycles, then no more. A leak of one session each cycle goes beyond the bound in both tests.</summary>
    private void AssertNoGrowth(int warmUp, int cycles, long mostBytes)
    {
        string path = TestModel.Save(_folder);
        Rgb24Image frame = TestModel.Noise(20, 30, 7);
        Cycle(warmUp);
        (int handles, int threads, long bytes) = (Handles(), Threads(), Bytes());

        Cycle(cycles);

        Assert.Equal(handles, Handles());
        Assert.InRange(Threads(), 1, threads + 1);
        Assert.InRange(Bytes() - bytes, long.MinValue, mostBytes);

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
