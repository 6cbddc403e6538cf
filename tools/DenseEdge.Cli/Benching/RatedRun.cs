using System.Diagnostics;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Benching;

/// <summary>Offers frames at a fixed rate, whether the predictor is free or not: of those that come while it works the newest
/// is kept and the others are lost, as with a live camera.</summary>
internal sealed class RatedRun(DensePredictor predictor, BenchFrames frames)
{
    /// <summary>Runs once for a time.</summary>
    /// <param name="rateHz">Frames per second.</param>
    /// <param name="duration">How long frames are offered.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RateResult Run(double rateHz, TimeSpan duration, CancellationToken cancellation)
    {
        int offered = Math.Max(1, (int)(rateHz * duration.TotalSeconds));
        double[] latenciesMs = new double[offered], runsMs = new double[offered];
        int next = 0, done = 0;
        long allocated = 0;
        TimeSpan cpu = TimeSpan.Zero;
        long start = Stopwatch.GetTimestamp();
        while (next < offered)
        {
            TimeSpan offeredAt = WaitFor(next, rateHz, start, cancellation);
            int newest = Math.Min(offered - 1, (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * rateHz));
            if (newest > next)
            {
                (next, offeredAt) = (newest, TimeSpan.FromSeconds(newest / rateHz));
            }

            TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
            long bytesBefore = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan before = Stopwatch.GetElapsedTime(start);
            using (predictor.Run(frames[next]))
            {
                TimeSpan after = Stopwatch.GetElapsedTime(start);
                latenciesMs[done] = (after - offeredAt).TotalMilliseconds;
                runsMs[done] = (after - before).TotalMilliseconds;
            }

            allocated += GC.GetAllocatedBytesForCurrentThread() - bytesBefore;
            cpu += Environment.CpuUsage.TotalTime - cpuBefore;
            done++;
            next++;
        }

        return new RateResult
        {
            RateHz = rateHz,
            Offered = offered,
            Lost = offered - done,
            Latency = LatencySummary.Of(latenciesMs.AsSpan(0, done)),
            Run = LatencySummary.Of(runsMs.AsSpan(0, done)),
            AllocatedBytesPerFrame = (double)allocated / done,
            CpuMsPerFrame = cpu.TotalMilliseconds / done,
        };
    }

    /// <summary>Waits until a frame is due.</summary>
    /// <returns>When it was offered, since the start: when it was due, or after a wait when the wait ended, because how late a
    /// timer wakes is no latency of the predictor.</returns>
    private static TimeSpan WaitFor(int frame, double rateHz, long start, CancellationToken cancellation)
    {
        var due = TimeSpan.FromSeconds(frame / rateHz);
        cancellation.ThrowIfCancellationRequested();
        TimeSpan left = due - Stopwatch.GetElapsedTime(start);
        if (left <= TimeSpan.Zero)
        {
            return due;
        }

        // The timer counts whole milliseconds; rounding up keeps this from spinning.
        cancellation.WaitHandle.WaitOne((int)Math.Ceiling(left.TotalMilliseconds));
        cancellation.ThrowIfCancellationRequested();
        return Stopwatch.GetElapsedTime(start);
    }
}
